// The slider over time: by year or by month, one step at a time or played. The server does the counting.
const BEAT = 1400; // milliseconds

export function timeline(form, [first, last], asked, choose) {
  const part = (name) => form.querySelector(`[data-${name}]`);
  const [slide, period, step, play, ever] = ["slide", "period", "step", "play", "ever"].map(part);
  let ticking = 0;

  const isMonthly = () => step.value === "month";
  const positions = () => (last - first + 1) * (isMonthly() ? 12 : 1);

  function named(position) {
    if (!isMonthly()) return String(first + position);
    return `${first + Math.floor(position / 12)}-${String((position % 12) + 1).padStart(2, "0")}`;
  }

  function positionOf(date) {
    const [year, month] = date.split("-").map(Number);
    const at = isMonthly() ? (year - first) * 12 + ((month || 1) - 1) : year - first;
    return Math.min(Math.max(at, 0), positions() - 1);
  }

  function tell(text) {
    period.textContent = text || period.dataset.all;
    slide.setAttribute("aria-valuetext", period.textContent);
  }

  function go() {
    const at = named(Number(slide.value));
    tell(at);
    choose(at, at);
  }

  function stop() {
    clearInterval(ticking);
    ticking = 0;
    paintButton();
  }

  function paintButton() {
    play.setAttribute("aria-pressed", String(Boolean(ticking)));
    play.querySelector("[data-when=still]").hidden = Boolean(ticking);
    play.querySelector("[data-when=playing]").hidden = !ticking;
  }

  slide.addEventListener("input", () => tell(named(Number(slide.value))));
  slide.addEventListener("change", () => { stop(); go(); });
  step.addEventListener("change", () => {
    stop();
    const at = period.textContent;
    slide.max = positions() - 1;
    slide.value = /^\d/.test(at) ? positionOf(at) : 0;
    if (/^\d/.test(at)) go();
  });
  play.addEventListener("click", () => {
    if (ticking) return stop();
    if (Number(slide.value) >= positions() - 1) slide.value = 0;
    go();
    ticking = setInterval(() => {
      if (Number(slide.value) >= positions() - 1) return stop();
      slide.value = Number(slide.value) + 1;
      return go();
    }, BEAT);
    return paintButton();
  });
  ever.addEventListener("click", () => { stop(); tell(""); choose("", ""); });
  form.addEventListener("submit", (event) => event.preventDefault());

  const [from, to] = [asked.get("from") || asked.get("year"), asked.get("to") || asked.get("year")];
  if (from && from === to && from.length === 7) step.value = "month";
  slide.max = positions() - 1;
  if (from) slide.value = positionOf(from);
  tell(from || to ? (from === to ? from : `${from ?? "…"} – ${to ?? "…"}`) : "");
  form.hidden = false;
}
