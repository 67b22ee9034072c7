// Comfort: copies an address or a text with one press, where the browser can, and says so.

for (const button of document.querySelectorAll("[data-copy]")) {
  const around = button.closest("div");
  const told = around.querySelector("[data-told]");
  const area = around.querySelector("textarea");
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    told.textContent = "";
    try {
      await navigator.clipboard.writeText(button.dataset.copy || area.value);
      told.textContent = button.dataset.copied;
    } catch {
      button.hidden = true;
      area?.select();
    }
  });
}
