import { Button, Result, Spin, Typography } from 'antd';
import { type ReactNode, useEffect, useRef } from 'react';
import { Link } from 'react-router';
import { useText } from '../words';

/** A page's name and what can be done on it. */
export function PageHead({ title, children }: { title: string; children?: ReactNode }) {
  return <div className="page-head"><Typography.Title level={1}>{title}</Typography.Title><div className="page-actions">{children}</div></div>;
}

export function Loading() {
  return <div className="loading"><Spin size="large" /></div>;
}

export function NotFound() {
  const { t } = useText();
  return <Result status="404" title={t('app.notFound')} extra={<Link to="/">{t('nav.overview')}</Link>} />;
}

/** It did not load, and the way to try again. */
export function Failed({ retry }: { retry: () => void }) {
  const { t } = useText();
  return <Result status="warning" title={t('app.failed')} extra={<Button type="primary" onClick={retry}>{t('app.retry')}</Button>} />;
}

/** Where something stands, in a colour of its own and in words. */
export function Status({ tone, children }: { tone: 'good' | 'done' | 'off'; children: ReactNode }) {
  return <span className={`status ${tone}`}>{children}</span>;
}

/** Around tables: one that is wider than its place scrolls, which the keyboard can do only where it can stop. */
export function ScrollPlace({ children }: { children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.querySelectorAll('.ant-table-content').forEach((each) => each.setAttribute('tabindex', '0')));
  return <div ref={place}>{children}</div>;
}

/** A member as staff know them, leading to the account. */
export function MemberLink({ member }: { member: { id: string; name?: string | null; phone?: string | null } }) {
  return <Link to={`/members?id=${encodeURIComponent(member.id)}`}>{member.name ?? member.phone ?? member.id}</Link>;
}
