import { useEffect, useRef, useState } from "preact/hooks";
import { ApiError } from "../api/client";
import { dataNow } from "./clock";

export interface Resource<T> {
  data: T | undefined;
  /** When it was read, by the server's clock. */
  readAt: number | undefined;
  error: ApiError | undefined;
  loading: boolean;
  reload: () => void;
}

/** Reads something once, and again whenever its key changes or, with everyMs, after so long. What was read stays while the next is on its way or fails. */
export function useResource<T>(key: string | undefined, read: (signal: AbortSignal) => Promise<T>, everyMs?: number): Resource<T> {
  const [state, setState] = useState<Omit<Resource<T>, "reload">>({ data: undefined, readAt: undefined, error: undefined, loading: key !== undefined });
  const [round, setRound] = useState(0);
  const lastKey = useRef(key);
  const reader = useRef(read);
  reader.current = read;
  useEffect(() => {
    if (key === undefined) return undefined;
    const abort = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    if (lastKey.current !== key) {
      lastKey.current = key;
      setState({ data: undefined, readAt: undefined, error: undefined, loading: true });
    }
    const next = (): void => {
      if (everyMs !== undefined && !abort.signal.aborted) timer = setTimeout(() => setRound((value) => value + 1), everyMs);
    };
    reader.current(abort.signal).then(
      (data) => {
        if (abort.signal.aborted) return;
        setState({ data, readAt: dataNow(), error: undefined, loading: false });
        next();
      },
      (error: unknown) => {
        if (abort.signal.aborted) return;
        const problem = error instanceof ApiError ? error : new ApiError(0, undefined, String(error));
        setState((before) => ({ ...before, error: problem, loading: false }));
        if (problem.retryable || problem.status === 404) next();
      },
    );
    return () => {
      abort.abort();
      clearTimeout(timer);
    };
  }, [key, round, everyMs]);
  return { ...state, reload: () => setRound((value) => value + 1) };
}
