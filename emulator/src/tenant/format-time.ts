let lastTime = NaN;
let lastText = "";

/** Dates without fractions, as the directory writes them. What many people were given at once is written many times. */
export function formatTime(time: number): string {
  if (time !== lastTime) {
    lastText = `${new Date(time).toISOString().slice(0, 19)}Z`;
    lastTime = time;
  }
  return lastText;
}
