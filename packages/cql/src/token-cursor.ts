import { CqlError, type CqlSyntaxCode, shown } from "./cql-error.ts";
import { readToken, type Token } from "./read-token.ts";

/** Walks over the tokens of one text, one token ahead. */
export class TokenCursor {
  readonly text: string;
  #next: Token;

  constructor(text: string) {
    this.text = text;
    this.#next = readToken(text, 0);
  }

  /** The next token, which stays. A method, because a property would be narrowed across `take`. */
  peek(): Token {
    return this.#next;
  }

  take(): Token {
    const token = this.#next;
    this.#next = readToken(this.text, token.end);
    return token;
  }

  /** Takes the next token when it is the unquoted word (in lower case), whatever its case. */
  takeKeyword(keyword: string): Token | undefined {
    return this.isKeyword(keyword) ? this.take() : undefined;
  }

  isKeyword(keyword: string): boolean {
    const { kind, value } = this.#next;
    return kind === "word" && value.length === keyword.length && value.toLowerCase() === keyword;
  }

  error(
    code: CqlSyntaxCode,
    message: string,
    hint?: string,
    at: { start: number; end: number } = this.#next,
  ): CqlError {
    return new CqlError({
      code,
      message,
      text: this.text,
      offset: at.start,
      end: at.end,
      ...(hint !== undefined && { hint }),
    });
  }

  /** How an error message names the next token. */
  get nextShown(): string {
    const { kind, start, end } = this.#next;
    return kind === "end" ? "the end of the query" : shown(this.text.slice(start, end));
  }
}
