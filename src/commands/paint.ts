/** Colour for a person's terminal. picocolors leaves it out by itself when output is no TTY or NO_COLOR is set. */
import colors from 'picocolors';

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
