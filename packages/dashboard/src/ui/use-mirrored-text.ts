import { useEffect, useRef, useState } from "react";

/**
 * Text that is shown as it is typed and written elsewhere, such as into the address, where it arrives a little later.
 * What comes back from there counts only when it is not an echo of our own writing; otherwise quick typing would lose
 * letters.
 */
export function useMirroredText(outside: string, write: (text: string) => void): [string, (text: string) => void] {
  const [text, setText] = useState(outside);
  const written = useRef<string[]>([]);
  useEffect(() => {
    const echo = written.current.lastIndexOf(outside);
    if (echo === -1) setText(outside);
    else written.current = written.current.slice(echo + 1);
  }, [outside]);
  return [
    text,
    (next) => {
      written.current.push(next);
      setText(next);
      write(next);
    },
  ];
}
