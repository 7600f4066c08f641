/// <reference lib="webworker" />

const answered = new WeakSet<FetchEvent>();

/** Answers a request, unless another strategy does already: browsers take one answer, and throw for a second. */
export function answerOnce(event: FetchEvent, answer: (event: FetchEvent) => Promise<Response>): void {
  if (answered.has(event)) return;
  answered.add(event);
  event.respondWith(answer(event));
}
