// Says under an item that a visible record holds the same number already.
const form = document.getElementById("entry");
const rows = form.querySelector("[data-rows][data-alike]");
const timers = new WeakMap();

async function ask(input) {
  const place = input.closest(".en-item")?.querySelector("[data-alike]");
  if (!place) return;
  const number = input.value.trim();
  place.hidden = true;
  if (number.length < 3) return;
  const address = new URL(rows.dataset.alike, location.href);
  address.searchParams.set("number", number);
  try {
    const response = await fetch(address, { headers: { "HX-Request": "true" } });
    if (!response.ok || input.value.trim() !== number) return;
    const html = await response.text();
    place.innerHTML = html;
    place.hidden = !html.trim();
  } catch { /* a hint only */ }
}

if (rows) {
  form.addEventListener("input", (event) => {
    if (!/^items\.\d+\.marks\.\d+\.as_read$/.test(event.target.name)) return;
    clearTimeout(timers.get(event.target));
    timers.set(event.target, setTimeout(() => ask(event.target), 350));
  });
}
