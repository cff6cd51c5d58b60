declare module 'word-extractor' {
  interface ReadOptions {
    /** True turns typographic quotation marks and dashes into ASCII; default true. */
    filterUnicode?: boolean;
    includeHeadersAndFooters?: boolean;
  }
  interface Document {
    getBody(options?: ReadOptions): string;
    getHeaders(options?: ReadOptions): string;
    getTextboxes(options?: ReadOptions): string;
  }
  export default class WordExtractor {
    extract(source: string | Buffer): Promise<Document>;
  }
}
