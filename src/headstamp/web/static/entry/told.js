// Lights the words of a read text that filled the row in hand; a click on words leads to their row.
const form = document.getElementById("entry");
const text = form.querySelector("[data-told-text]");

if (text) {
  const marks = new Map([...text.querySelectorAll("mark[data-of]")].map((mark) => [mark.dataset.of, mark]));
  form.addEventListener("focusin", (event) => {
    const row = event.target.closest(".en-item")?.dataset.row;
    marks.forEach((mark, of) => mark.classList.toggle("is-lit", of === row));
  });
  text.addEventListener("click", (event) => {
    const row = event.target.closest("mark[data-of]")?.dataset.of;
    if (!row) return;
    event.preventDefault();
    document.getElementById(row)?.querySelector("input, select")?.focus();
  });
  const first = [...marks.keys()][0];
  if (first) document.getElementById(first)?.querySelector("input, select")?.focus();
}
