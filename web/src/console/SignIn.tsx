import { Alert, Button, Form, Input, Typography } from 'antd';
import { useState } from 'react';
import { useMutation } from 'urql';
import { SignInAsAdminDocument } from '../gql/graphql';
import { session } from './gateway';
import { LanguageSwitch } from './look/LanguageSwitch';
import { useText } from './words';

/** Shown in place of any page while nobody is signed in, so that the page asked for follows by itself. */
export function SignIn() {
  const { t } = useText();
  const [problem, setProblem] = useState('');
  const [{ fetching }, signIn] = useMutation(SignInAsAdminDocument);

  async function submit({ phone }: { phone: string }) {
    setProblem('');
    const { data } = await signIn({ phone });
    if (data?.signIn.token && session.signIn(data.signIn.token)) return;
    const refusal = data?.signIn.errors?.[0].__typename;
    setProblem(refusal ? t(`signIn.${refusal}`) : t('app.error'));
  }

  return (
    <main className="sign-in">
      <div className="sign-in-language"><LanguageSwitch /></div>
      <div className="sign-in-card">
        <img src="/icon.svg" width="52" height="52" alt="" />
        <Typography.Title level={1}>{t('signIn.title')}</Typography.Title>
        <Typography.Paragraph type="secondary">{t('signIn.lead')}</Typography.Paragraph>
        {session.expired && <Alert type="info" showIcon title={t('signIn.expired')} role="status" />}
        <Form layout="vertical" size="large" onFinish={submit} requiredMark={false}>
          <Form.Item name="phone" label={t('signIn.phone')} rules={[{ required: true, message: t('app.required') }]} validateStatus={problem ? 'error' : undefined} help={problem || undefined}>
            <Input type="tel" autoComplete="tel" inputMode="tel" />
          </Form.Item>
          <Button type="primary" htmlType="submit" block loading={fetching}>{t('signIn.submit')}</Button>
        </Form>
      </div>
    </main>
  );
}
