/** Lets a line's letters shrink until it fits, but not below the smallest readable size; what is still longer `is-long`. */

const SMALLEST = 155 / 215; // 22′ of arc to 16′: the range from good to just readable

export function fit(element: HTMLElement): () => void {
  const measure = (): void => {
    element.style.setProperty("--fit", "1");
    element.classList.remove("is-long");
    const room = element.clientWidth;
    const needed = element.scrollWidth;
    if (needed <= room || room === 0) return;
    const part = Math.floor((room / needed) * 100) / 100;
    element.style.setProperty("--fit", String(Math.max(SMALLEST, part)));
    element.classList.toggle("is-long", part < SMALLEST);
  };
  const watch = new ResizeObserver(measure);
  watch.observe(element);
  const changes = new MutationObserver(measure);
  changes.observe(element, { characterData: true, subtree: true, childList: true });
  void document.fonts.ready.then(measure);
  return () => {
    watch.disconnect();
    changes.disconnect();
  };
}
