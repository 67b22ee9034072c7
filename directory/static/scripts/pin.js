// Puts the point where somebody taps on the map, or where the device is. The buttons below the map
// do the same without this script.

const METRES_OF_A_DEGREE = 111200;

const pin = document.querySelector("[data-pin]");
const form = pin?.closest("form");

if (form) {
  listenToTaps(pin.querySelector("svg.map__drawing"));
  offerDevice(form.querySelector("template[data-here]"));
}

function listenToTaps(drawing) {
  const words = pin.querySelector("template[data-touch]");
  if (!drawing || !words) {
    return;
  }
  words.replaceWith(words.content);
  pin.classList.add("pin--touch");
  drawing.addEventListener("click", (event) => {
    const unit = Number(pin.dataset.unitMetres);
    const frame = drawing.querySelector("svg");
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(
      drawing.getScreenCTM().inverse(),
    );
    const width = frame.width.baseVal.value;
    const height = frame.height.baseVal.value;
    // The scale below the map is no place.
    if (at.y > height) {
      return;
    }
    const { latitude, longitude } = point();
    const across = METRES_OF_A_DEGREE * Math.cos((latitude * Math.PI) / 180);
    put(
      latitude - ((at.y - height / 2) * unit) / METRES_OF_A_DEGREE,
      longitude + ((at.x - width / 2) * unit) / across,
    );
  });
}

function offerDevice(template) {
  // Browsers tell a place to safe addresses only.
  if (!template || !navigator.geolocation || !window.isSecureContext) {
    return;
  }
  const shown = template.content.firstElementChild;
  template.replaceWith(shown);
  const told = shown.querySelector("[role=status]");
  shown.querySelector("button").addEventListener("click", () => {
    told.textContent = template.dataset.waiting;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => put(coords.latitude, coords.longitude),
      () => {
        told.textContent = template.dataset.failed;
      },
      { enableHighAccuracy: true, maximumAge: 0, timeout: 20000 },
    );
  });
}

function point() {
  return {
    latitude: Number(form.elements.breite.value),
    longitude: Number(form.elements.laenge.value),
  };
}

// The server looks whether the point can be right, as with a pasted one, and shows the map anew.
function put(latitude, longitude) {
  form.elements.punkt.value = `${latitude.toFixed(6)}, ${longitude.toFixed(6)}`;
  form.requestSubmit(form.querySelector("button[name=setze]"));
}
