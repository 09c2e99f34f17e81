// Review by keyboard: one finding is current, and the keys act on it. The buttons do the
// same without this file. Which key is which is told by the page (data-key, data-shortcut).

const KEYED = "data-shortcut";

function lines() {
  return [...document.querySelectorAll("[data-finding]")];
}

function current() {
  return document.querySelector(".finding.current");
}

// Within its own frame where it has one, so that the list stays where it is.
function show(passage) {
  const paper = document.querySelector("[data-paper]");
  if (!passage || !paper || paper.scrollHeight <= paper.clientHeight + 4) return;
  const from = paper.getBoundingClientRect();
  const to = passage.getBoundingClientRect();
  paper.scrollTop += to.top - from.top - paper.clientHeight / 3;
}

function mark(line, { focus = true } = {}) {
  for (const one of document.querySelectorAll(".finding.current, .passage.current")) one.classList.remove("current");
  for (const key of document.querySelectorAll(`[data-key][${KEYED}]`)) key.removeAttribute(KEYED);
  if (!line) return;
  line.classList.add("current");
  for (const key of line.querySelectorAll("[data-key]")) key.setAttribute(KEYED, key.dataset.key);
  const own = document.querySelectorAll(`.passage[data-findings~="${line.dataset.finding}"]`);
  for (const passage of own) passage.classList.add("current");
  show(own[0]);
  if (focus) {
    line.focus({ preventScroll: true });
    line.scrollIntoView({ block: "nearest" });
  }
}

function step(by) {
  const all = lines();
  const here = all.indexOf(current());
  const next = here < 0 ? (by > 0 ? 0 : all.length - 1) : here + by;
  if (all[next]) {
    mark(all[next]);
    return;
  }
  // Past the end of what is shown: to the next part of the document.
  const parts = [...document.querySelector(".parts")?.querySelectorAll("[data-part]") ?? []];
  const part = parts.findIndex((one) => one.hasAttribute("aria-current"));
  parts[part + by]?.click();
}

function colour(line) {
  for (const passage of document.querySelectorAll(`.passage[href="#${line.id}"]`)) {
    passage.classList.remove("unreviewed", "accepted", "merged", "rejected");
    passage.classList.add(line.dataset.state);
  }
}

const review = document.querySelector("[data-review]");
if (review) {
  for (const button of document.querySelectorAll("[data-step]")) {
    button.hidden = false;
    button.addEventListener("click", () => step(Number(button.dataset.step)));
  }
  review.addEventListener("click", (event) => {
    const passage = event.target.closest(".passage");
    const line = passage ? document.querySelector(passage.getAttribute("href")) : event.target.closest("[data-finding]");
    if (passage && line) event.preventDefault();
    if (line) mark(line, { focus: Boolean(passage) });
  });
  review.addEventListener("focusin", (event) => {
    const line = event.target.closest("[data-finding]");
    if (line && line !== current()) mark(line, { focus: false });
  });
  // What was answered is drawn again: go on from there to the next that waits.
  document.body.addEventListener("htmx:afterSettle", (event) => {
    const line = event.detail.elt?.closest?.("[data-finding]");
    if (!line) return;
    for (const one of lines()) colour(one);
    if (event.detail.requestConfig?.verb !== "post" || event.detail.target?.id !== line.id) return;
    mark(line);
    if (line.dataset.state !== "unreviewed" && !line.querySelector("[role=alert]")) step(1);
  });
  const chosen = document.querySelector("[data-chosen]");
  if (chosen) mark(chosen);
}

// Files may be dropped on the whole form; the field is what is sent either way.
const drop = document.querySelector("[data-drop]");
if (drop) {
  const field = drop.querySelector("input[type=file]");
  const list = drop.querySelector("[data-drop-list]");
  const tell = () => {
    list.textContent = [...field.files].map((file) => file.name).join("\n");
  };
  field.addEventListener("change", tell);
  for (const name of ["dragover", "dragleave", "drop"]) {
    drop.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.toggle("dropping", name === "dragover");
      if (name !== "drop" || !event.dataTransfer.files.length) return;
      field.files = event.dataTransfer.files;
      tell();
    });
  }
}
