// Says under an item that a visible record holds the same number already, or one that it may be.
const form = document.getElementById("entry");
const rows = form.querySelector("[data-rows][data-alike]");
const NUMBER = /^items\.\d+\.marks\.\d+\.as_read$/;
const timers = new WeakMap();
const SEEN = ["make", "model", "calibre"];

function beside(input, name) {
  return form.elements[input.name.replace(/\.marks\..*$/, `.${name}`)];
}

async function ask(input) {
  const place = input.closest(".en-item")?.querySelector("[data-alike]");
  if (!place) return;
  const number = input.value.trim();
  place.hidden = true;
  if (number.length < 3) return;
  const address = new URL(rows.dataset.alike, location.href);
  address.searchParams.set("number", number);
  for (const name of SEEN) address.searchParams.set(name, beside(input, name)?.value.trim() ?? "");
  try {
    const response = await fetch(address, { headers: { "HX-Request": "true" } });
    if (!response.ok || input.value.trim() !== number) return;
    const html = await response.text();
    place.innerHTML = html;
    place.hidden = !html.trim();
  } catch { /* a hint only */ }
}

function soon(input) {
  clearTimeout(timers.get(input));
  timers.set(input, setTimeout(() => ask(input), 350));
}

if (rows) {
  form.addEventListener("input", (event) => {
    if (NUMBER.test(event.target.name)) soon(event.target);
  });
  rows.addEventListener("change", ({ target }) => {  // what else is seen of the gun tells near numbers apart
    const [, item, name] = /^items\.(\d+)\.(\w+)$/.exec(target.name) ?? [];
    const input = SEEN.includes(name) && form.elements[`items.${item}.marks.0.as_read`];
    if (input) soon(input);
  });
}
