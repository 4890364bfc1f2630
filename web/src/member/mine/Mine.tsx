import { useState } from 'react';
import { Link } from 'react-router';
import { session } from '../gateway';
import { Icon } from '../look/Icon';
import { LanguageSwitch } from '../look/LanguageSwitch';
import { useFormats, useMine } from '../me';
import { useText } from '../words';
import { Profile } from './Profile';

/** Who is signed in, and what belongs to them beside points. */
export default function Mine() {
  const { t } = useText();
  const { day } = useFormats();
  const { data, reload } = useMine();
  const [editing, setEditing] = useState(false);
  const me = data?.me;
  return (
    <>
      <h1 className="title">{t('mine.title')}</h1>
      <section className="card person">
        <span className="person-face"><Icon name="person" /></span>
        <div className="person-words">
          <p className="person-name">{me?.name ?? me?.phone ?? t('home.guest')}</p>
          {me?.name && <p className="quiet">{me.phone}</p>}
          <p className="quiet">{me ? t('mine.since', { day: day(me.joinedAt) }) : ' '}</p>
        </div>
        <button type="button" className="pill" disabled={!me} onClick={() => setEditing(true)}>{t('mine.edit')}</button>
      </section>
      <ul className="card menu">
        <li><Link to="/code"><Icon name="scan" />{t('mine.code')}<Icon name="next" /></Link></li>
        <li><Link to="/redemptions"><Icon name="gift" />{t('mine.redemptions')}<Icon name="next" /></Link></li>
        <li><Link to="/points"><Icon name="points" />{t('points.title')}<Icon name="next" /></Link></li>
        <li className="menu-row"><Icon name="language" />{t('app.language')}<LanguageSwitch /></li>
      </ul>
      <button type="button" className="button quiet-button wide" onClick={() => session.signOut()}>{t('mine.signOut')}</button>
      {editing && me && <Profile me={me} onClose={() => setEditing(false)} onChanged={reload} />}
    </>
  );
}
