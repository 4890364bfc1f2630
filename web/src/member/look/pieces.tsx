import { type ReactNode, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useText } from '../words';
import { Icon } from './Icon';

/** Waits with the reader. */
export function Loading() {
  const { t } = useText();
  return <div className="loading" role="status"><span className="spinner" /><span className="aloud">{t('app.loading')}</span></div>;
}

/** There is nothing here yet, and what to do about it. */
export function Empty({ title, hint, action }: { title: string; hint?: string; action?: ReactNode }) {
  return (
    <div className="empty">
      <svg viewBox="0 0 96 72" width="96" height="72" aria-hidden="true">
        <ellipse cx="48" cy="62" rx="36" ry="6" className="empty-shade" />
        <rect x="22" y="16" width="52" height="40" rx="8" className="empty-box" />
        <path d="M22 30h16l4 7h12l4-7h16" className="empty-line" />
        <circle cx="48" cy="9" r="4" className="empty-dot" />
      </svg>
      <p className="empty-title">{title}</p>
      {hint && <p className="quiet">{hint}</p>}
      {action}
    </div>
  );
}

/** It did not load, and the way to try again. */
export function Failed({ retry }: { retry: () => void }) {
  const { t } = useText();
  return (
    <div role="alert">
      <Empty
        title={t('app.failed')}
        hint={t('app.failedHint')}
        action={<button type="button" className="button" onClick={retry}>{t('app.retry')}</button>}
      />
    </div>
  );
}

/** Says that the network is gone, for as long as it is. */
export function Offline() {
  const { t } = useText();
  const online = useSyncExternalStore(
    (changed) => {
      addEventListener('online', changed);
      addEventListener('offline', changed);
      return () => {
        removeEventListener('online', changed);
        removeEventListener('offline', changed);
      };
    },
    () => navigator.onLine,
  );
  return online ? null : <p className="offline" role="status">{t('app.offline')}</p>;
}

/** A dialog that rises from the edge of the screen. The browser keeps the focus in it and closes it on Escape. */
export function Sheet({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  const { t } = useText();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => { if (!dialog.current?.open) dialog.current?.showModal(); }, []);
  return (
    <dialog
      ref={dialog}
      className="sheet"
      aria-label={title}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => { if (event.target === dialog.current) onClose(); }}
    >
      <div className="sheet-body">
        <div className="sheet-head">
          <h2>{title}</h2>
          <button type="button" className="round" aria-label={t('app.close')} onClick={onClose}><Icon name="close" /></button>
        </div>
        {children}
      </div>
    </dialog>
  );
}

let say: (text: string) => void = () => {};

/** Says something in passing, at the foot of the page. */
export const toast = (text: string): void => say(text);

/** Where toasts appear. */
export function Toasts() {
  const [text, setText] = useState('');
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    say = (next) => {
      clearTimeout(timer);
      setText(next);
      timer = setTimeout(() => setText(''), 5_000);
    };
    return () => clearTimeout(timer);
  }, []);
  return <div className="toasts" role="status">{text && <p>{text}</p>}</div>;
}
