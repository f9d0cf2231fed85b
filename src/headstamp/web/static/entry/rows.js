// Adds and removes rows without a round trip. Without this file the same buttons ask the server.
import { completes } from "./combobox.js";

const patternOf = (path) => path.split(".").map((part) => (/^\d+$/.test(part) ? "*" : part)).join(".");
const form = document.getElementById("entry");

/** A new last row of the group at `path`; the first box of it. */
export function addRow(path) {
  const rows = form.querySelector(`[data-rows="${path}"]`);
  const template = document.querySelector(`template[data-template="${patternOf(path)}"]`);
  if (!rows || !template) return null;
  const taken = [...form.elements].map((element) => element.name).filter((name) => name.startsWith(`${path}.`));
  const numbers = taken.map((name) => parseInt(name.slice(path.length + 1), 10)).filter((number) => number >= 0);
  const number = numbers.length ? Math.max(...numbers) + 1 : 0;
  const outer = path.split(".").filter((part) => /^\d+$/.test(part));
  let html = template.innerHTML;
  for (const [depth, value] of [...outer, String(number)].entries()) html = html.replaceAll(`__${depth}__`, value);
  const holder = document.createElement("template");
  holder.innerHTML = html;
  rows.append(holder.content);
  const row = rows.lastElementChild;
  completes(row);
  renumber();
  row.dispatchEvent(new CustomEvent("row-added", { bubbles: true }));
  return row.querySelector("input, select, textarea");
}

function removeRow(row) {
  const rows = row.parentElement;
  const near = row.nextElementSibling || row.previousElementSibling;
  row.remove();
  if (rows.dataset.rows === "items" && !rows.children.length) addRow("items");
  renumber();
  (near?.querySelector("input, select, textarea") || form.querySelector("[data-save]")).focus();
  form.dispatchEvent(new Event("change", { bubbles: true }));
}

function renumber() {
  form.querySelectorAll(".en-item-number").forEach((place, at) => { place.textContent = at + 1; });
}

/** Enter in an item goes to the next item, and makes one after the last. */
export function nextItem(item) {
  const next = item.nextElementSibling;
  const first = next ? next.querySelector("input, select") : addRow("items");
  first.focus();
  first.scrollIntoView({ block: "nearest" });
}

form.addEventListener("click", (event) => {
  const button = event.target.closest("button[name=more], button[name=less]");
  if (!button) return;
  const row = button.name === "less" ? button.closest(`[data-row="${button.value}"]`) : null;
  if (button.name === "less" && !row) return;
  if (row) { event.preventDefault(); return removeRow(row); }
  const first = addRow(button.value);
  if (first) { event.preventDefault(); first.focus(); }
});
