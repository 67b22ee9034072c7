// Tells the directory once that this page is printed. Nothing of the person goes along.

addEventListener(
  "beforeprint",
  () => navigator.sendBeacon(`${location.pathname}/gedruckt`),
  { once: true },
);
