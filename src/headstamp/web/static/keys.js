// Says on the page when a key does not answer; allauth's script only tells the console.
document.addEventListener("allauth.error", function (event) {
  event.preventDefault();
  var problem = document.getElementById("key_problem");
  if (problem) problem.hidden = false;
});
if (!window.PublicKeyCredential) {
  document.querySelectorAll("[data-needs-key]").forEach(function (button) { button.hidden = true; });
}
