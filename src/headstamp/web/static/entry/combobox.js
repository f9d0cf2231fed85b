// Completes a box while somebody types. Without this file the server takes labels and codes as typed.
const list = document.createElement("ul");
list.className = "en-options";
list.id = "entry-options";
list.role = "listbox";
const answers = new Map();
const waiting = new Set();
let box = null, options = [], active = -1, asked = 0, shownFor = "";

/** All boxes that still wait for the answer that completes them. */
export function settled() { return Promise.all([...waiting]); }

export function completes(root) {
  root.querySelectorAll("input[data-complete]:not([role])").forEach((input) => {
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    if (input.value) input.dataset.chosen = input.value;
    input.addEventListener("input", () => offer(input));
    input.addEventListener("keydown", (event) => pressed(event, input));
    input.addEventListener("blur", () => left(input));
  });
}

async function answersTo(input) {
  const address = new URL(input.dataset.complete, location.href);
  address.searchParams.set("q", input.value.trim());
  if (input.name.endsWith(".model")) {
    const make = document.getElementsByName(input.name.replace(/model$/, "make"))[0];
    if (make) address.searchParams.set("make", make.value);
  }
  if (!answers.has(address.href)) {
    try {
      const response = await fetch(address, { headers: { Accept: "application/json", "HX-Request": "true" } });
      if (!response.ok) return [];
      answers.set(address.href, (await response.json()).options);
    } catch { return []; }
  }
  return answers.get(address.href);
}

async function offer(input, always = false) {
  const mine = ++asked;
  delete input.dataset.chosen;
  if (!input.value.trim() && !always) return close();
  const found = await answersTo(input);
  if (mine !== asked || document.activeElement !== input) return;
  shownFor = input.value.trim();
  show(input, found);
}

/** An offer made for what was typed before is none: keys wait for the one that fits. */
const isCurrent = (input) => box === input && shownFor === input.value.trim();

function show(input, found) {
  close();
  if (!found.length) return;
  box = input;
  options = found;
  list.dataset.for = shownFor;
  list.replaceChildren(...found.map((option, number) => {
    const line = document.createElement("li");
    line.role = "option";
    line.id = `entry-option-${number}`;
    line.textContent = option.text;
    if (option.beside) line.append(Object.assign(document.createElement("small"), { textContent: option.beside }));
    line.addEventListener("pointerdown", (event) => { event.preventDefault(); choose(input, option); });
    return line;
  }));
  input.parentElement.append(list);
  input.setAttribute("aria-expanded", "true");
  input.setAttribute("aria-controls", list.id);
  mark("strict" in input.dataset && input.value.trim() ? 0 : -1);
}

function mark(number) {
  active = number;
  [...list.children].forEach((line, at) => line.setAttribute("aria-selected", String(at === number)));
  if (number >= 0) {
    box.setAttribute("aria-activedescendant", list.children[number].id);
    list.children[number].scrollIntoView({ block: "nearest" });
  } else box.removeAttribute("aria-activedescendant");
}

function close() {
  if (box) {
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-controls");
    box.removeAttribute("aria-activedescendant");
  }
  list.remove();
  box = null;
  active = -1;
}

function choose(input, option) {
  input.value = option.text;
  input.dataset.chosen = option.text;
  close();
  input.dispatchEvent(new CustomEvent("completed", { bubbles: true, detail: option }));
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

function pressed(event, input) {
  const open = isCurrent(input);
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (!open) { offer(input, true).then(() => { if (isCurrent(input) && active < 0) mark(0); }); return; }
    const step = event.key === "ArrowDown" ? 1 : -1;
    mark((active + step + options.length) % options.length);
  } else if (event.key === "Escape" && box === input) {
    event.stopPropagation();
    close();
  } else if ((event.key === "Enter" || event.key === "Tab") && open && active >= 0 && !event.ctrlKey) {
    if (event.key === "Enter") { event.preventDefault(); event.stopPropagation(); }
    choose(input, options[active]);
  } else if (event.key === "Enter" && "strict" in input.dataset && input.value.trim() && input.dataset.chosen !== input.value) {
    left(input);
  }
}

/** Who types faster than the line answers still gets the first offer of a list that takes nothing else. */
function left(input) {
  if (box === input) close();
  asked++;
  const typed = input.value.trim();
  if (!("strict" in input.dataset) || !typed || input.dataset.chosen === input.value) return;
  const answer = answersTo(input).then((found) => {
    if (input.value.trim() !== typed || !found.length) return;
    choose(input, found.find((option) => option.text.toLowerCase() === typed.toLowerCase()) || found[0]);
  }).finally(() => waiting.delete(answer));
  waiting.add(answer);
}
