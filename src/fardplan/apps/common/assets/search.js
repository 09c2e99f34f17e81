// The search box: the arrow keys walk between the box and the hits.

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  if (!["ArrowDown", "ArrowUp"].includes(event.key)) return;
  const list = document.querySelector("[data-hits]");
  const box = document.querySelector("main [data-search]");
  if (!list || !box) return;
  const places = [box, ...list.querySelectorAll("[data-hit]")];
  const here = places.indexOf(document.activeElement);
  if (here === -1) return;
  const next = places[here + (event.key === "ArrowDown" ? 1 : -1)];
  if (!next) return;
  event.preventDefault();
  next.focus();
});

// What htmx put in has buttons for those without JavaScript too.
document.addEventListener("htmx:afterSwap", (event) => {
  for (const button of event.target.querySelectorAll("form[data-live] [data-live-button]")) button.hidden = true;
});
