import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useLocation } from 'react-router';
import { useMutation } from 'urql';
import { SignInAsMemberDocument } from '../gql/graphql';
import { session } from './gateway';
import { LanguageSwitch } from './look/LanguageSwitch';
import { codeOfAddress } from './scan/PendingClaims';
import { useText } from './words';

/** Shown in place of any screen while nobody is signed in, so that the screen asked for follows by itself. */
export function SignIn() {
  const { t } = useText();
  const [phone, setPhone] = useState('');
  const [problem, setProblem] = useState('');
  const [{ fetching }, signIn] = useMutation(SignInAsMemberDocument);
  const field = useRef<HTMLInputElement>(null);
  const { pathname, search } = useLocation();
  const code = codeOfAddress(search, pathname);
  useEffect(() => { if (problem) field.current?.focus(); }, [problem]);

  async function submit(event: FormEvent) {
    event.preventDefault();
    setProblem('');
    const { data, error } = await signIn({ phone });
    const refusal = data?.signIn.errors?.[0].__typename;
    if (data?.signIn.token && session.signIn(data.signIn.token)) return;
    if (refusal === 'InvalidPhoneError') setProblem(t('signIn.invalid'));
    else if (refusal === 'SignInDisabledError') setProblem(t('signIn.disabled'));
    else setProblem(error ? t('signIn.network') : t('app.failed'));
  }

  return (
    <main className="sign-in">
      <div className="sign-in-top"><LanguageSwitch /></div>
      <form onSubmit={submit} noValidate>
        <img src="/icon.svg" width="56" height="56" alt="" />
        <h1>{t('signIn.title')}</h1>
        <p className="quiet">{code ? t('signIn.code', { code }) : t('signIn.lead')}</p>
        {session.expired && <p className="notice" role="status">{t('signIn.expired')}</p>}
        <label className="field">
          <span>{t('signIn.phone')}</span>
          <input
            ref={field}
            type="tel"
            name="phone"
            autoComplete="tel"
            inputMode="tel"
            placeholder={t('signIn.placeholder')}
            value={phone}
            onChange={(event) => setPhone(event.target.value)}
            aria-invalid={problem !== ''}
            aria-describedby="sign-in-problem"
          />
        </label>
        <p id="sign-in-problem" className="problem" role="alert">{problem}</p>
        <button className="button wide" disabled={fetching}>{fetching ? t('signIn.pending') : t('signIn.submit')}</button>
      </form>
    </main>
  );
}
