import { App } from 'antd';
import { useRef, useState } from 'react';
import type { OperationResult } from 'urql';
import { newRequestId, untilAnswered } from '../../gateway/intentions';
import { useText } from '../words';

/**
 * Something that an admin does once. Its request id is made when it is begun and kept until it is answered, so that a
 * lost answer is asked for again and never becomes a second deed.
 */
export function useDeed() {
  const { t } = useText();
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const running = useRef(false);

  async function run<Data, Variables extends object>(
    send: (requestId: string) => Promise<OperationResult<Data, Variables>>,
  ): Promise<Data | undefined> {
    if (running.current) return undefined;
    running.current = true;
    setBusy(true);
    const requestId = newRequestId();
    let warned = false;
    const { data, error } = await untilAnswered(
      () => send(requestId),
      () => {
        if (!warned) void message.warning(t('app.unanswered'), 6);
        warned = true;
      },
    );
    running.current = false;
    setBusy(false);
    if (error) void message.error(t('app.error'));
    return data;
  }

  return { busy, run };
}
