/**
 * Lets a line's letters shrink until it fits, but not below the smallest readable size (the style sheet's `--min`); what is still
 * longer `is-long` and gets two lines.
 */
export function fit(element: HTMLElement): () => void {
  const measure = (): void => {
    element.style.setProperty("--fit", "1");
    element.classList.remove("is-long");
    const room = element.clientWidth;
    const needed = element.scrollWidth;
    if (needed <= room || room === 0) return;
    element.style.setProperty("--fit", String(Math.floor((room / needed) * 100) / 100));
    element.classList.toggle("is-long", element.scrollWidth > element.clientWidth);
  };
  const watch = new ResizeObserver(measure);
  watch.observe(element);
  if (element.parentElement) watch.observe(element.parentElement);
  const changes = new MutationObserver(measure);
  changes.observe(element, { characterData: true, subtree: true, childList: true });
  void document.fonts.ready.then(measure);
  return () => {
    watch.disconnect();
    changes.disconnect();
  };
}
