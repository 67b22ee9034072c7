// Inside of a page of somebody else: tells that page how high we are. Where it locks us up, so that
// links cannot leave (WordPress does), it also tells which link somebody has chosen.

const secret = new URLSearchParams(location.hash.slice(2)).get("secret");
const isLockedUp = secret !== null && window.origin === "null";

// To whoever shows us: there is nothing secret in it.
const tell = (message, value) => parent.postMessage({ message, value, secret }, "*");

const tellHeight = () =>
  tell("height", Math.ceil(document.documentElement.getBoundingClientRect().height));

if (parent !== window) {
  new ResizeObserver(tellHeight).observe(document.body);
  addEventListener("load", tellHeight);
  addEventListener("resize", tellHeight);
  // The page around may begin to listen later than we are there.
  addEventListener("message", (event) => {
    if (event.source === parent && event.data?.message === "ready") tellHeight();
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    const isPlain = !(event.button || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey);
    if (!link || secret === null) return;
    if (link.target === "_self") {
      // The next page in this frame is known by the same secret.
      link.hash = location.hash;
    } else if (isLockedUp && isPlain) {
      event.preventDefault();
      tell("link", link.href);
    }
  });
}
