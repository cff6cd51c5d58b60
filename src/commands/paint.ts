/** Colour for a person's terminal, and for nothing else. */
import { isatty } from 'node:tty';
import picocolors from 'picocolors';

/** picocolors alone would also colour a file or a pipe where FORCE_COLOR or CI is set; standard output decides here. */
export const colors = picocolors.createColors(isatty(1) && picocolors.isColorSupported);

/** Markers, labels and source lines of a plain reply, set off for the eye; the text itself is unchanged. */
export function paint(reply: string): string {
  return reply
    .split('\n')
    .map((line) => {
      if (/^【[^】]*】/.test(line)) return colors.dim(line);
      return line.replaceAll(/［\d+］/g, (marker) => colors.cyan(marker));
    })
    .join('\n');
}
