/**
 * newsgloss in a worker of its own: the functions of the main entry as promises.
 *
 * Each takes a `signal`. A call given up while it waits is dropped; one given up while it runs ends the worker, and the
 * next call starts another. Where there can be no worker, the calls run on the page's own thread, which gets to breathe
 * between them. Errors are those of the main entry.
 */

import type {
  Analysis,
  AnalyzeOptions,
  Anchor,
  BundledDocument,
  DigestOptions,
  DigestSentence,
  EntitiesOptions,
  ExportNamesOptions,
  ExportOptions,
  FoundEntity,
  GlossaryEntry,
  HighlightOptions,
  ImportedAnnotations,
  InitOptions,
  KeyPoint,
  KeyPointsOptions,
  KeyTerm,
  KeyTermsOptions,
  NewsDocument,
  ParseOptions,
  Quote,
  Span,
  SummarizeOptions,
  SummarySentence,
  WebAnnotation,
} from "./index.js";

/** The class of the main entry. The worker is sent one only once. */
export { Glossary } from "./index.js";

export interface Abortable {
  signal?: AbortSignal;
}

export interface WorkerInitOptions extends InitOptions {
  /**
   * For how many milliseconds a worker without calls is kept; 30,000 if left out. It is ended then, and the next call
   * starts another from what has been loaded. `Infinity` keeps it.
   */
  idle?: number;
}

/** Loads the files on this side, as the main entry does, and starts the engine in the worker. */
export default function init(options?: WorkerInitOptions): Promise<void>;

/** See the main entry. */
export function parse(text: string, options?: ParseOptions & Abortable): Promise<NewsDocument>;
/** See the main entry. */
export function analyze(input: string | NewsDocument, options?: AnalyzeOptions & Abortable): Promise<Analysis>;
/** See the main entry. */
export function entities(text: string, options?: EntitiesOptions & Abortable): Promise<FoundEntity[]>;
/** See the main entry. */
export function summarize(text: string, options?: SummarizeOptions & Abortable): Promise<SummarySentence[]>;
/** See the main entry. */
export function oneLine(text: string, options?: ParseOptions & Abortable): Promise<SummarySentence | undefined>;
/** See the main entry. */
export function keyPoints(text: string, options?: KeyPointsOptions & Abortable): Promise<KeyPoint[]>;
/** See the main entry. */
export function keyTerms(text: string, options?: KeyTermsOptions & Abortable): Promise<KeyTerm[]>;
/** See the main entry. */
export function digest(documents: (string | NewsDocument)[], options?: DigestOptions & Abortable): Promise<DigestSentence[]>;
/** See the main entry. */
export function highlight(text: string, options?: HighlightOptions & Abortable): Promise<string>;
/** See the main entry. */
export function describe(text: string, span: Span, options?: Abortable): Promise<Quote>;
/** See the main entry. */
export function anchor(text: string, quote: Pick<Quote, "exact"> & Partial<Quote>, options?: Abortable): Promise<Anchor | null>;
/** See the main entry. */
export function anchorAll(text: string, quotes: (Pick<Quote, "exact"> & Partial<Quote>)[], options?: Abortable): Promise<(Anchor | null)[]>;
/** See the main entry. */
export function toFragment(input: string | NewsDocument, span: Span, options?: Abortable): Promise<string | null>;
/** See the main entry. */
export function fromFragment(input: string | NewsDocument, fragment: string, options?: Abortable): Promise<Span[]>;
/** See the main entry. */
export function importAnnotations(json: string, options?: Abortable): Promise<ImportedAnnotations>;
/** See the main entry. */
export function exportAnnotations(annotations: WebAnnotation[], options?: ExportOptions & Abortable): Promise<string>;
/** See the main entry. */
export function exportNames(analysis: Analysis, options?: ExportNamesOptions & Abortable): Promise<string>;
/** See the main entry. */
export function toGlossary(annotations: WebAnnotation[], options?: Abortable): Promise<GlossaryEntry[]>;
/** See the main entry. */
export function documents(options?: Abortable): Promise<BundledDocument[]>;
/** See the main entry. */
export function open(id: string, options?: Abortable): Promise<NewsDocument>;

/** Ends the worker. Calls not yet answered are rejected with `worker-terminated`; {@link init} starts another. */
export function terminate(): void;
