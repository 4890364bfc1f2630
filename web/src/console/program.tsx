import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { useQuery } from 'urql';
import { ProgramDocument, type ProgramQuery } from '../gql/graphql';
import { formats } from '../words/formats';
import { useText } from './words';

const Context = createContext<ProgramQuery['program'] | undefined>(undefined);

/** Loads the program once: every date on every page is in its time zone. */
export function Program({ children }: { children: ReactNode }) {
  const [{ data }] = useQuery({ query: ProgramDocument });
  return <Context value={data?.program}>{children}</Context>;
}

export const useProgram = () => useContext(Context);

/** Numbers and moments as the console's reader has them. */
export function useFormats() {
  const { language } = useText();
  const timeZone = useProgram()?.timeZone ?? 'Asia/Shanghai';
  return useMemo(() => ({ ...formats(language, timeZone), timeZone }), [language, timeZone]);
}
