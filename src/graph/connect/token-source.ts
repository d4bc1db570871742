import type { AccessToken, TokenCredential } from "@azure/identity";
import { Overdue, within } from "./bounded";
import type { ConnectionSettings } from "./connection-settings";
import { createCredential } from "./create-credential";
import { signInFailure } from "./sign-in-failure";
import { longestSignIn } from "./sign-in-patience";

export interface TokenOptions {
  readonly now?: () => number;
  /** What is waited for, in words for whoever looks at the run. */
  readonly onWaiting?: (text: string) => void;
  /** Milliseconds for one sign-in. */
  readonly signInPatience?: number;
}

/** Milliseconds before its end at which a token is not used any more: a batch may take half a minute to arrive. */
const margin = 300_000;

/**
 * Gives tokens that are good now, and keeps them, as not every credential does: that of the Azure CLI starts a process
 * each time.
 */
export class TokenSource {
  readonly #settings: ConnectionSettings;
  readonly #options: TokenOptions;
  #credential: TokenCredential | undefined;
  #kept: AccessToken | undefined;
  #asking: Promise<AccessToken> | undefined;
  /** What went wrong on the way, which the libraries of Azure call "network_error". */
  #trouble: string | undefined;

  constructor(settings: ConnectionSettings, options: TokenOptions = {}) {
    this.#settings = settings;
    this.#options = options;
  }

  async token(): Promise<string> {
    const { credential } = this.#settings;
    if (credential.kind === "static") return credential.token;
    if (this.#kept !== undefined && this.#isGood(this.#kept)) return this.#kept.token;
    // One for all that ask at the same time.
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = undefined;
    });
    this.#kept = await this.#asking;
    return this.#kept.token;
  }

  #isGood({ refreshAfterTimestamp, expiresOnTimestamp }: AccessToken): boolean {
    const { now = Date.now } = this.#options;
    return now() < Math.min(refreshAfterTimestamp ?? Infinity, expiresOnTimestamp - margin);
  }

  async #ask(): Promise<AccessToken> {
    const answer = await this.#signIn();
    if (answer === null) throw signInFailure(this.#settings, "no token was issued", this.#trouble);
    return answer;
  }

  async #signIn(): Promise<AccessToken | null> {
    const { authority, scope } = this.#settings;
    const { onWaiting, signInPatience = longestSignIn } = this.#options;
    const bound = { milliseconds: signInPatience, what: `the sign-in at ${authority}`, onWaiting };
    try {
      const credential = (this.#credential ??= await createCredential(this.#settings, (trouble) => {
        this.#trouble = trouble;
      }));
      return await within(bound, (abortSignal) => credential.getToken(scope, { abortSignal }));
    } catch (error) {
      // One that hangs is not asked again: what it waits for, the next one would wait for too.
      if (error instanceof Overdue) this.#credential = undefined;
      const late = error instanceof Overdue ? error.message : this.#trouble;
      throw signInFailure(this.#settings, error instanceof Error ? error.message : String(error), late);
    }
  }
}
