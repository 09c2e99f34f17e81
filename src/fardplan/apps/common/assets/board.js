// The board and the timeline: drag does what the buttons do, and today is in sight.

let carried = null;
const columnAt = (event) => (carried ? event.target.closest?.(".board-column") : null);
function clearColumns() {
  for (const one of document.querySelectorAll(".drop-here")) one.classList.remove("drop-here");
}
document.addEventListener("dragstart", (event) => {
  const card = event.target.closest?.("[data-card]");
  if (!card) return;
  carried = card;
  card.classList.add("dragged");
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", card.id);
});
document.addEventListener("dragover", (event) => {
  const column = columnAt(event);
  clearColumns();
  if (!column) return;
  event.preventDefault();
  column.classList.add("drop-here");
});
document.addEventListener("dragend", () => {
  carried?.classList.remove("dragged");
  carried = null;
  clearColumns();
});
document.addEventListener("drop", (event) => {
  const column = columnAt(event);
  if (!column) return;
  event.preventDefault();
  if (column.contains(carried)) return;
  const form = carried.querySelector("form");
  const phase = document.createElement("input");
  phase.type = "hidden";
  phase.name = "phase";
  phase.value = column.dataset.phase;
  form.append(phase);
  form.submit();
});

// Arrow keys on a card press its buttons.
document.addEventListener("keydown", (event) => {
  if (!["ArrowLeft", "ArrowRight"].includes(event.key) || !event.altKey) return;
  const card = event.target.closest?.("[data-card]");
  if (!card) return;
  const wanted = event.key === "ArrowLeft" ? "←" : "→";
  const button = [...card.querySelectorAll("button")].find((one) => one.textContent === wanted);
  if (!button) return;
  event.preventDefault();
  button.click();
});

for (const frame of document.querySelectorAll(".timeline-scroll[data-today]")) {
  const at = Number(frame.dataset.today);
  if (at) frame.scrollLeft = at - frame.clientWidth / 3;
}
