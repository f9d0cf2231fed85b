// A box beside each choice of a code: type the beginning of a label, in any script, and the choice follows.
// Without this file the choices work by themselves.
import { completes } from "../entry/combobox.js";

const form = document.getElementById("words");

function choiceOf(select, text) {
  const wanted = text.trim().toLowerCase();
  const code = /\[([^[\]]+)\]\s*$/.exec(text)?.[1];
  const options = [...select.options].filter((option) => option.value);
  return options.find((option) => option.value === code)
    || options.find((option) => option.textContent.trim().toLowerCase() === wanted);
}

for (const select of form.querySelectorAll("select[data-complete]")) {
  const place = document.createElement("div");
  const box = document.createElement("input");
  place.className = "in-typed";
  Object.assign(box, { type: "text", className: "form-control", autocomplete: "off", placeholder: form.dataset.placeholder });
  box.dataset.complete = select.dataset.complete;
  box.dataset.strict = "";
  box.setAttribute("aria-label", `${select.getAttribute("aria-label")}: ${form.dataset.placeholder}`);
  place.append(box);
  select.before(place);
  box.addEventListener("change", () => { select.value = choiceOf(select, box.value)?.value ?? ""; });
  select.addEventListener("change", () => {
    box.value = select.value && select.value !== "-" ? select.selectedOptions[0].textContent : "";
    box.dataset.chosen = box.value;
  });
}
completes(form);
