// "In meiner Nähe": asks the device where it is, only when pressed, and goes on with a rough place.

const template = document.querySelector("template[data-near-me]");

// Browsers tell a place to safe addresses only; elsewhere the button would do nothing.
if (template && navigator.geolocation && window.isSecureContext) {
  const shown = template.content.firstElementChild;
  template.replaceWith(shown);
  const button = shown.querySelector("button");
  const told = shown.querySelector("[role=status]");

  button.addEventListener("click", () => {
    told.textContent = told.dataset.waiting;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const next = new URL(template.dataset.nearMe, location.href);
        // Two decimals are about 1 kilometre: nobody needs to know it better.
        const point = [coords.latitude, coords.longitude];
        next.searchParams.set("ort", point.map((part) => part.toFixed(2)).join(","));
        location.assign(next);
      },
      () => {
        told.textContent = told.dataset.failed;
      },
      { maximumAge: 600000, timeout: 20000 },
    );
  });
}
