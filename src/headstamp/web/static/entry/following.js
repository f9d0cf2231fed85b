// What follows from what: the legal status of items from the kind of occurrence, and the sections it asks for.
const form = document.getElementById("entry");
const kind = form.elements.kind;
const STATUS = { seizure: "seized", find: "found", surrender: "surrendered", theft: "stolen", loss: "lost", incident: "" };

if (kind && kind.tagName === "SELECT") {
  let before = kind.value;
  const follow = (row) => row.querySelectorAll("select[name$='.legal_status']").forEach((select) => {
    if (select.value === (STATUS[before] ?? "") || !select.value) select.value = STATUS[kind.value] ?? "";
  });
  kind.addEventListener("change", () => {
    follow(form);
    before = kind.value;
    const incident = document.getElementById("section-incident");
    if (incident && kind.value === "incident") incident.open = true;
  });
  form.addEventListener("row-added", (event) => {
    event.target.querySelectorAll("select[name$='.legal_status']").forEach((select) => { select.value = STATUS[kind.value] ?? ""; });
  });
}
