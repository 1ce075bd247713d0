// All list entries, kept for the panel: sent once, for the page holds them as long as it lives.
export default function ({ data }) {
  window.kashmirMapLibrary = data;
  document.dispatchEvent(new CustomEvent("kashmir-map-library"));
}
