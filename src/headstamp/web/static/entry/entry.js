// The entry page with a keyboard: completes, next item, save, drafts, and a word about numbers seen before.
import { completes, settled } from "./combobox.js";
import { nextItem } from "./rows.js";
import { keep, leave } from "./drafts.js";
import "./alike.js";
import "./following.js";
import "./told.js";

const form = document.getElementById("entry");
completes(form);
const boxes = ["input:not([type=hidden])", "select", "textarea"].map((box) => `section ${box}`).join(", ");
const first = form.querySelector("[autofocus]") || form.querySelector(boxes);
if (!form.querySelector("[data-told-text] mark")) first?.focus();

function next(field) {
  const fields = [...form.elements].filter((e) => e.tabIndex >= 0 && e.type !== "hidden" && e.offsetParent !== null);
  fields[fields.indexOf(field) + 1]?.focus();
}

form.addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return;
  if (event.ctrlKey || event.metaKey) {
    event.preventDefault();
    form.requestSubmit(form.querySelector("[data-save]"));
    return;
  }
  if (!event.target.matches("input, select")) return;
  event.preventDefault();
  const item = event.target.closest(".en-item");
  if (item) nextItem(item);
  else next(event.target);
});

let sure = false;
form.addEventListener("submit", async (event) => {
  if (sure || event.submitter?.name !== "save") return;
  event.preventDefault();
  await settled();
  if ((await keep()) === "lost") return;
  sure = true;
  leave();
  form.requestSubmit(form.querySelector("[data-save]"));
});
window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
