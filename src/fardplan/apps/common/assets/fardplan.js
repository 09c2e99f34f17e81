// Smoother, never necessary: every task works without this file.
import "./review.js";

import "./board.js";
import "./search.js";

const STORED = "fardplan-shortcuts-off";
let prefix = "";

// Single-key shortcuts can be turned off (WCAG 2.2, 2.1.4).
const areOff = () => localStorage.getItem(STORED) === "1";

function isWriting(element) {
  return element.closest("input, textarea, select, [contenteditable]") !== null;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || areOff()) return;
  if (isWriting(event.target)) return;
  if (event.key === "/" || event.key === "f") {
    // The box that finds everything, and the page's own; on the page of hits they are one.
    const all = event.key === "/" && document.querySelector("[data-search-all]");
    const search = all || document.querySelector("[data-search]");
    if (search && !prefix) {
      event.preventDefault();
      search.closest("details")?.setAttribute("open", "");
      search.focus();
    }
    return;
  }
  const pressed = prefix ? `${prefix} ${event.key}` : event.key;
  prefix = event.key === "g" && !prefix ? "g" : "";
  const target = document.querySelector(`[data-shortcut="${CSS.escape(pressed).replace("\\ ", " ")}"]`);
  if (target) target.click();
});

const shortcutSwitch = document.querySelector("[data-shortcut-switch]");
if (shortcutSwitch) {
  shortcutSwitch.closest("[hidden]").hidden = false;
  shortcutSwitch.checked = !areOff();
  shortcutSwitch.addEventListener("change", () => {
    localStorage.setItem(STORED, shortcutSwitch.checked ? "0" : "1");
  });
}

// A form that came back with errors: read them out first.
document.getElementById("error-summary")?.focus();

// Filters answer at once; the button is for those without JavaScript.
for (const form of document.querySelectorAll("form[data-live]")) {
  form.querySelector("[data-live-button]")?.setAttribute("hidden", "");
}

// The collaboration map grows and shrinks in place; the links do the same without us.
function resizeMap(frame, factor) {
  const maps = [...frame.querySelectorAll("svg")];
  const shown = maps.find((map) => map.clientWidth > 0);
  if (!shown) return;
  const now = shown.getBoundingClientRect().width;
  const own = Number(shown.dataset.width);
  for (const map of maps) map.classList.remove("fits");
  const next = Math.min(own * 3, Math.max(own / 3, now * factor));
  shown.setAttribute("width", String(Math.round(next)));
}

// Listened for on the document, since htmx may put in another map.
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-zoom]");
  const frame = document.querySelector("[data-zoomable]");
  if (!link || !frame) return;
  event.preventDefault();
  resizeMap(frame, link.dataset.zoom === "in" ? 1.25 : 0.8);
});
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const frame = event.target.closest("[data-zoomable]");
  if (!frame || !["+", "-"].includes(event.key)) return;
  event.preventDefault();
  resizeMap(frame, event.key === "+" ? 1.25 : 0.8);
});
document.addEventListener("wheel", (event) => {
  const frame = event.ctrlKey && event.target.closest("[data-zoomable]");
  if (!frame) return;
  event.preventDefault();
  resizeMap(frame, event.deltaY < 0 ? 1.1 : 1 / 1.1);
}, { passive: false });

// Many bodies: the arrows of the one that is pointed at, and the way of its matters.
function wayFrom(arrows, start) {
  const way = new Set();
  const met = [start];
  for (const here of met) {
    for (const arrow of arrows) {
      const { from, to, moves } = arrow.dataset;
      const [lower, upper] = moves === "-1" ? [to, from] : [from, to];
      if (moves === "0" || lower !== here || way.has(arrow)) continue;
      way.add(arrow);
      if (!met.includes(upper)) met.push(upper);
    }
  }
  return way;
}

function pointAt(map, box) {
  const arrows = [...map.querySelectorAll(".arrow")];
  const number = box.dataset.n;
  const way = wayFrom(arrows, number);
  const near = new Set([number]);
  for (const arrow of arrows) {
    const { from, to } = arrow.dataset;
    const isShown = way.has(arrow) || from === number || to === number;
    arrow.classList.toggle("on", isShown);
    arrow.classList.toggle("on-way", way.has(arrow));
    if (isShown) near.add(from).add(to);
  }
  const shown = new Set(arrows.filter((a) => a.classList.contains("on")).map((a) => `${a.dataset.from} ${a.dataset.to}`));
  for (const label of map.querySelectorAll(".arrow-label")) {
    label.classList.toggle("on", shown.has(`${label.dataset.from} ${label.dataset.to}`));
  }
  for (const other of map.querySelectorAll(".box")) {
    other.classList.toggle("off-route", !near.has(other.dataset.n));
    other.classList.toggle("here", other === box);
  }
}

// What the server drew comes back when nothing is pointed at any more.
const asDrawn = new WeakMap();
function rest(map) {
  for (const [part, classes] of asDrawn.get(map) ?? []) part.setAttribute("class", classes);
}
for (const name of ["pointerover", "focusin"]) {
  document.addEventListener(name, (event) => {
    const map = event.target.closest?.(".web-lanes");
    const box = event.target.closest?.("a.box");
    if (!map || !box) return;
    if (!asDrawn.has(map)) {
      asDrawn.set(map, [...map.querySelectorAll(".arrow, .arrow-label, .box")].map((part) => [part, part.getAttribute("class")]));
    }
    pointAt(map, box);
  });
}
for (const name of ["pointerout", "focusout"]) {
  document.addEventListener(name, (event) => {
    const map = event.target.closest?.(".web-lanes");
    if (!map || event.relatedTarget?.closest?.(".web-lanes a.box")) return;
    rest(map);
  });
}

// The plan: parts are moved by dragging and by Alt with the arrows. Each is the same
// button that is there without us, so the server alone knows what may lie where.
function movePart(address, place, focusOn) {
  const token = document.querySelector("#move-form [name=csrfmiddlewaretoken]").value;
  window.htmx.ajax("POST", address, {
    target: "#plan",
    swap: "outerHTML",
    values: { plats: place, csrfmiddlewaretoken: token },
  }).then(() => {
    const part = document.getElementById(`nod-${focusOn}`);
    const again = part?.querySelector(":scope > .part-body [data-move], :scope > .part-body a");
    again?.focus();
    part?.scrollIntoView({ block: "nearest" });
    markDraggable();
  });
}
document.addEventListener("click", (event) => {
  const button = event.target.closest("#plan [data-move]");
  if (!button) return;
  event.preventDefault();
  movePart(button.getAttribute("formaction"), button.value, button.closest(".part").dataset.key);
});
const MOVES = { ArrowUp: "upp", ArrowDown: "ned", ArrowRight: "in", ArrowLeft: "ut" };
document.addEventListener("keydown", (event) => {
  const part = event.altKey && MOVES[event.key] && event.target.closest("[data-movable] .part");
  if (!part || isWriting(event.target)) return;
  event.preventDefault();
  part.querySelector(`:scope > .part-body [data-move=${MOVES[event.key]}]`)?.click();
});

function markDraggable() {
  for (const part of document.querySelectorAll("[data-movable] .part")) part.draggable = true;
}
markDraggable();
let dragged = null;
const WHERE = ["drop-before", "drop-after", "drop-inside"];
function clearDrop() {
  for (const body of document.querySelectorAll(".part-body")) body.classList.remove(...WHERE);
}
function dropPlace(event) {
  const body = event.target.closest?.("[data-movable] .part-body");
  if (!dragged || !body || dragged.contains(body)) return null;
  const box = body.getBoundingClientRect();
  const share = (event.clientY - box.top) / box.height;
  const where = share < 0.3 ? "drop-before" : share > 0.7 ? "drop-after" : "drop-inside";
  return { body, where, part: body.closest(".part") };
}
document.addEventListener("dragstart", (event) => {
  const part = event.target.closest?.("[data-movable] .part");
  if (!part || isWriting(event.target)) return;
  dragged = part;
  part.classList.add("dragged");
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", part.dataset.key);
});
document.addEventListener("dragover", (event) => {
  const place = dropPlace(event);
  clearDrop();
  if (!place) return;
  event.preventDefault();
  place.body.classList.add(place.where);
});
document.addEventListener("dragend", () => {
  dragged?.classList.remove("dragged");
  dragged = null;
  clearDrop();
});
document.addEventListener("drop", (event) => {
  const place = dropPlace(event);
  if (!place) return;
  event.preventDefault();
  const { part, where } = place;
  const key = dragged.dataset.key;
  let to = `${part.dataset.parent}:${part.dataset.key}`;
  if (where === "drop-inside") to = `${part.dataset.key}:sist`;
  if (where === "drop-before") {
    let before = part.previousElementSibling;
    if (before === dragged) before = before.previousElementSibling;
    to = `${part.dataset.parent}:${before?.dataset.key ?? ""}`;
  }
  const address = `${location.pathname}nod/${key}/flytta/`;
  movePart(address, to, key);
});

// What is written in a part is saved by itself. A form that can't be saved says so, and
// holds on to the text: nothing is lost when the connection is.
const waiting = new WeakMap();
function say(form, text, isProblem) {
  const line = form.querySelector("[data-autosave-status]");
  line.textContent = text;
  line.classList.toggle("is-problem", isProblem);
}
async function saveItself(form) {
  if (!form.isConnected || form.dataset.stopped) return;
  try {
    const sent = await fetch(form.dataset.autosave, {
      method: "POST",
      body: new FormData(form),
      headers: { Accept: "application/json" },
      redirect: "error",
    });
    const answer = await sent.json();
    if (answer.revision) form.querySelector("[name=revision]").value = answer.revision;
    if (answer.stop) form.dataset.stopped = "1";
    say(form, answer.saved ?? answer.problem, Boolean(answer.problem));
    delete form.dataset.unsaved;
  } catch {
    say(form, form.dataset.lost, true);
    waiting.set(form, setTimeout(() => saveItself(form), 5000));
  }
}
document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-autosave]");
  if (!form) return;
  form.dataset.unsaved = "1";
  clearTimeout(waiting.get(form));
  waiting.set(form, setTimeout(() => saveItself(form), 1500));
});
document.addEventListener("submit", (event) => clearTimeout(waiting.get(event.target)));
window.addEventListener("beforeunload", (event) => {
  if (document.querySelector("form[data-unsaved]")) event.preventDefault();
});
document.addEventListener("htmx:beforeRequest", (event) => {
  delete event.target.closest?.("form")?.dataset.unsaved;
});
