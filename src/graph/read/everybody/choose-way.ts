/** Milliseconds from which on a page, or a small request, is far away. */
const farPage = 200;
const farRequest = 100;
/** Pages side by side: of the 800 resource units a second that a tenant of this size has, each takes one. */
export const pagesAtOnce = 10;
/** Of pages one after the other, in milliseconds: less is not worth a detour. */
const shortRead = 5_000;
/** Whether so many further pages are read sooner side by side, after one that took so long. */
export function isWorthParts(pagesLeft: number, latency: number): boolean {
  return latency >= farPage && pagesLeft * latency >= shortRead;
}

/**
 * Everybody in pages, or those asked for by batches of filters: where Graph is near, what takes fewer requests. Where
 * it is far, batches go six side by side with 300 people each and pages, at best, ten with 999, of which each takes the
 * longer for it: so it is the batches, as long as they are at most twice as many.
 */
export function areSoonerByPages(pages: number, batches: number, latency: number): boolean {
  return latency < farRequest ? pages <= batches : 2 * pages < batches;
}
