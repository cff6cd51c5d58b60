/** Who may come in: headers of every page, whose script may post, how fast one address may ask. */
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context, MiddlewareHandler } from 'hono';

/**
 * The strict policy of the page: nothing but its own files, no markup from text (Trusted Types), frames only on the
 * sites that `embedders` names. X-Frame-Options can't name sites, so it is left to frame-ancestors.
 */
export function policy(embedders: readonly string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "img-src 'self'",
    "frame-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors 'self'${embedders.map((origin) => ` ${origin}`).join('')}`,
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}

export function headers(embedders: readonly string[]): MiddlewareHandler {
  const contentPolicy = policy(embedders);
  return async (context, next) => {
    await next();
    const { headers: sent } = context.res;
    if (!sent.has('content-security-policy')) sent.set('content-security-policy', contentPolicy);
    if (!sent.has('cross-origin-resource-policy')) sent.set('cross-origin-resource-policy', 'same-origin');
    sent.set('x-content-type-options', 'nosniff');
    sent.set('referrer-policy', 'no-referrer');
    sent.set('permissions-policy', 'camera=(), microphone=(), geolocation=(), payment=(), usb=()');
  };
}

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/**
 * Whether a post comes from our own page: a browser always names the page's origin. With a public address only that
 * one counts (and this machine), else whatever host the browser asked for.
 */
export function isOurs(context: Context, publicUrl: string | undefined): boolean {
  const site = context.req.header('sec-fetch-site');
  if (site !== undefined && site !== 'same-origin') return false;
  const origin = context.req.header('origin');
  if (origin === undefined || !URL.canParse(origin)) return false;
  if (publicUrl !== undefined && origin === new URL(publicUrl).origin) return true;
  const host = context.req.header('host');
  return new URL(origin).host === host && (publicUrl === undefined || LOOPBACK.test(host));
}

/**
 * The network address that asks: the peer's, or what the outermost trusted proxy wrote. Addresses further left in
 * X-Forwarded-For are the client's own words.
 */
export function addressOf(context: Context, proxies: number): string {
  const passed = (context.req.header('x-forwarded-for') ?? '').split(',').map((one) => one.trim());
  const named = proxies > 0 ? passed.at(-proxies) : undefined;
  if (named !== undefined && named !== '') return named;
  try {
    return getConnInfo(context).remote.address ?? 'unknown';
  } catch {
    // Not behind a Node server: a test that calls the routes directly.
    return 'unknown';
  }
}

export interface Pace {
  readonly burst: number;
  readonly perMinute: number;
}

/** Virtual scheduling (ITU-T I.371, generic cell rate algorithm), one clock an address. */
export class Gate {
  readonly #interval: number;
  readonly #slack: number;
  readonly #fullAt = new Map<string, number>();

  constructor({ burst, perMinute }: Pace) {
    this.#interval = 60_000 / perMinute;
    this.#slack = (burst - 1) * this.#interval;
  }

  /** Milliseconds to wait; 0 when the request may go on. */
  wait(address: string, now: number): number {
    const fullAt = Math.max(this.#fullAt.get(address) ?? now, now);
    const wait = fullAt - this.#slack - now;
    if (wait > 0) return wait;
    // Set anew, so that the map is in the order of use and the oldest are the first to be forgotten.
    this.#fullAt.delete(address);
    this.#fullAt.set(address, fullAt + this.#interval);
    for (const [one, at] of this.#fullAt) {
      if (at > now) break;
      this.#fullAt.delete(one);
    }
    return 0;
  }
}
