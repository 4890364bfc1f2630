import { connect } from '../gateway/client';
import { SessionStore } from '../gateway/session';

/** Who is signed in on the member page. */
export const session = new SessionStore('loyalty.member', 'member');

/** The member page's connection. */
export const gateway = connect(session);
