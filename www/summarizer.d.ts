/**
 * A summarizer of the shape that browsers have of their own
 * (`https://developer.mozilla.org/docs/Web/API/Summarizer`). It picks sentences of the text and writes none, reads
 * English only, and takes a `context` without heeding it.
 */

export interface SummarizerOptions {
  /** Points of one sentence each; a summary; a summary that opens with what stands alone; the headline. */
  type?: "key-points" | "tldr" | "teaser" | "headline";
  format?: "markdown" | "plain-text";
  /** Three, five or seven points; one, three or five sentences. */
  length?: "short" | "medium" | "long";
  sharedContext?: string;
  expectedInputLanguages?: string[];
  expectedContextLanguages?: string[];
  outputLanguage?: string;
}

export interface SummarizerCreateOptions extends SummarizerOptions {
  /** Gives up the making, or destroys the summarizer made. */
  signal?: AbortSignal;
  /** Is handed a target whose `downloadprogress` events have `loaded`, from 0 to 1. */
  monitor?: (monitor: EventTarget) => void;
}

export interface SummarizeCallOptions {
  context?: string;
  signal?: AbortSignal;
}

export class Summarizer {
  private constructor();
  static availability(options?: SummarizerOptions): Promise<"available" | "downloadable" | "unavailable">;
  /** Loads the engine if that has not been done. */
  static create(options?: SummarizerCreateOptions): Promise<Summarizer>;
  readonly type: "key-points" | "tldr" | "teaser" | "headline";
  readonly format: "markdown" | "plain-text";
  readonly length: "short" | "medium" | "long";
  readonly sharedContext: string;
  readonly inputQuota: number;
  summarize(input: string, options?: SummarizeCallOptions): Promise<string>;
  /** The same, sentence by sentence. */
  summarizeStreaming(input: string, options?: SummarizeCallOptions): ReadableStream<string>;
  measureInputUsage(input: string, options?: SummarizeCallOptions): Promise<number>;
  destroy(): void;
}
