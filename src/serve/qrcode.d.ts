/** The part of `qrcode` that the server uses; the package brings no types. */
declare module 'qrcode' {
  export function toString(
    text: string,
    options: { type: 'svg' | 'terminal'; small?: boolean; margin?: number },
  ): Promise<string>;
}
