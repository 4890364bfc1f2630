import { type ChangeEvent, type FormEvent, useCallback, useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { findCode } from '../../codes/findCode';
import { Icon } from '../look/Icon';
import { Offline, Sheet } from '../look/pieces';
import { useText } from '../words';
import { ClaimResult, type Stage } from './ClaimResult';
import { useClaims } from './PendingClaims';
import { openReader } from './reader';
import { useCamera } from './useCamera';

/** Claims codes: by camera, from a photo, typed in, or given by the address that was opened. */
export default function Scan({ given }: { given?: string }) {
  const { t } = useText();
  const { claim } = useClaims();
  const navigate = useNavigate();
  const video = useRef<HTMLVideoElement>(null);
  const watched = useRef(0);
  const [stage, setStage] = useState<Stage | null>(null);
  const [typing, setTyping] = useState(false);
  const [problem, setProblem] = useState('');

  const start = useCallback(async (text: string) => {
    const code = findCode(text) || text.trim();
    const turn = ++watched.current;
    setTyping(false);
    setProblem('');
    setStage({ code, answer: 'checking' });
    const isWatching = () => watched.current === turn;
    const answer = await claim(code, {
      isWatching,
      onWaiting: () => { if (isWatching()) setStage({ code, answer: 'waiting' }); },
    });
    if (!isWatching()) return;
    setStage({ code, answer });
    if (answer !== 'failed' && answer.claim) navigator.vibrate?.(60);
  }, [claim]);

  const { state, torch } = useCamera(video, stage === null && !typing, start);

  // StrictMode runs effects twice in development; the claim is the same claim.
  useEffect(() => { if (given) void start(given); }, [given, start]);
  useEffect(() => () => { watched.current = 0; }, []);

  async function readPhoto(event: ChangeEvent<HTMLInputElement>) {
    const file = event.target.files?.[0];
    event.target.value = '';
    if (!file) return;
    setProblem('');
    const picture = await createImageBitmap(file).catch(() => null);
    if (!picture) {
      setProblem(t('scan.notPicture'));
      return;
    }
    const reader = await openReader().catch(() => null);
    const [found] = reader ? await reader.detect(picture).catch(() => []) : [];
    if (found) void start(found.rawValue);
    else setProblem(t(reader ? 'scan.unreadable' : 'scan.reader'));
  }

  function next() {
    watched.current = 0;
    setStage(null);
    // The address gave its code once; from here on it is the plain scan screen.
    if (given) void navigate('/scan', { replace: true });
  }

  return (
    <main id="content" className="scan" tabIndex={-1}>
      <video ref={video} className="scan-video" data-state={state} muted playsInline aria-hidden="true" />
      <div className="scan-shade" aria-hidden="true"><span className={state === 'running' && !stage ? 'scan-frame live' : 'scan-frame'} /></div>
      <header className="scan-top">
        <button type="button" className="round" aria-label={t('app.back')} onClick={() => void navigate('/')}><Icon name="back" /></button>
        <h1>{t('scan.title')}</h1>
        {torch
          ? <button type="button" className="round" aria-pressed={torch.on} aria-label={t('scan.torch')} onClick={() => void torch.toggle()}><Icon name="torch" /></button>
          : <span className="round-space" />}
      </header>
      <Offline />
      <CameraWords state={state} />
      <div className="scan-foot">
        <p className="problem" role="alert">{problem}</p>
        <div className="scan-ways">
          <label className="scan-way">
            <span className="scan-way-icon"><Icon name="photo" /></span>{t('scan.photo')}
            <input type="file" accept="image/*" className="aloud" onChange={readPhoto} />
          </label>
          <button type="button" className="scan-way" onClick={() => setTyping(true)}>
            <span className="scan-way-icon"><Icon name="keyboard" /></span>{t('scan.type')}
          </button>
        </div>
      </div>
      {typing && <TypeCode onClose={() => setTyping(false)} onCode={start} />}
      {stage && <ClaimResult stage={stage} onNext={next} />}
    </main>
  );
}

function CameraWords({ state }: { state: ReturnType<typeof useCamera>['state'] }) {
  const { t } = useText();
  if (state === 'denied' || state === 'missing') {
    return <div className="scan-words" role="status"><strong>{t(`scan.${state}`)}</strong><p>{t(`scan.${state}Hint`)}</p></div>;
  }
  return <div className="scan-words" role="status"><p>{t(state === 'starting' ? 'scan.starting' : state === 'unread' ? 'scan.reader' : 'scan.aim')}</p></div>;
}

function TypeCode({ onClose, onCode }: { onClose: () => void; onCode: (text: string) => void }) {
  const { t } = useText();
  const [text, setText] = useState('');
  const [problem, setProblem] = useState('');

  function submit(event: FormEvent) {
    event.preventDefault();
    if (text.trim()) onCode(text);
    else setProblem(t('scan.empty'));
  }

  return (
    <Sheet title={t('scan.typeTitle')} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <label className="field">
          <span>{t('scan.code')}</span>
          <input
            autoFocus
            name="code"
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            enterKeyHint="go"
            value={text}
            onChange={(event) => setText(event.target.value)}
            aria-invalid={problem !== ''}
            aria-describedby="code-hint"
          />
        </label>
        <p id="code-hint" className={problem ? 'problem' : 'quiet'} role={problem ? 'alert' : undefined}>{problem || t('scan.codeHint')}</p>
        <button className="button wide">{t('scan.claim')}</button>
      </form>
    </Sheet>
  );
}
