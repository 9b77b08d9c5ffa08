/** The type that an event had before the System Log; two where success and failure had one each. */
const LEGACY: Readonly<Record<string, string | readonly [success: string, failure: string]>> = {
  'application.provision.user.verify_exists': [
    'app.user_management.verified_user_with_thirdparty',
    'app.api.error.check_user_exists',
  ],
  'application.provision.user.push': [
    'app.user_management.push_new_user',
    'app.api.error.create_user',
  ],
  'application.provision.user.push_profile': [
    'app.user_management.push_profile_success',
    'app.user_management.push_profile_failure',
  ],
  'application.provision.user.reactivate': [
    'app.user_management.reactivate_user',
    'app.api.error.reactivate_user',
  ],
  'application.provision.user.deactivate': [
    'app.user_management.deactivate_user',
    'app.api.error.deactivate_user',
  ],
  'application.provision.user.sync': [
    'app.user_management.provision_user',
    'app.user_management.provision_user_failed',
  ],
  'application.provision.user.deprovision': 'app.user_management.deprovision_task_complete',
  'application.provision.user.push_okta_password': 'app.user_management.push_okta_password_update',
  'application.provision.user.push_password': 'app.user_management.push_unique_password_update',
  'application.provision.user.password': 'app.api.error.push_password_update',
  'application.provision.user.import': 'app.api.error.download_users',
  'application.provision.group.import': 'app.api.error.download_groups',
  'application.provision.group.add': 'app.api.error.create.group',
  'application.provision.group.update': 'app.api.error.update.group',
  'application.provision.group.remove': 'app.api.error.delete_group',
  'application.provision.group.verify_exists': 'app.api.error.check_group_exists',
  'application.provision.group_membership.update': 'app.api.error.update_group_membership',
  'application.provision.group_push.activate_mapping': 'platform.group_push.activate_mapping',
  'application.provision.group_push.deactivate_mapping': 'platform.group_push.deactivate_mapping',
  'application.provision.group_push.delete_appgroup': 'platform.group_push.delete_appgroup',
  'application.provision.group_push.push_memberships': 'platform.group_push.push_memberships',
  'application.user_membership.add': 'app.generic.provision.assign_user_to_app',
  'application.user_membership.remove': 'app.generic.provision.deactivate_user_from_app',
  'application.user_membership.update': 'app.generic.config.app_user_property_update',
  'application.integration.authentication_failure': 'app.api.error.auth',
  'application.integration.general_failure': 'app.api.error.generic',
  'app.user_management': 'app.user_management.app_group_member_import.delete_success',
  'application.integration.rate_limit_exceeded': 'app.api.error.rate.limit.exceeded',
  'application.lifecycle.create': 'app.app_editor.app.create',
  'application.lifecycle.update': 'app.generic.config.app_updated',
  'application.lifecycle.activate': 'app.generic.config.app_activated',
  'application.lifecycle.deactivate': 'app.generic.config.app_deactivated',
  'application.lifecycle.delete': 'app.generic.config.app_deleted',
  'user.lifecycle.create': 'core.user.config.user_creation.success',
  'user.lifecycle.activate': 'core.user.config.user_activated',
  'user.lifecycle.reactivate': 'core.user.config.user_reactivation.success',
  'user.lifecycle.deactivate': 'core.user.config.user_deactivated',
  'user.lifecycle.suspend': 'core.user.config.user_status.suspended',
  'user.lifecycle.unsuspend': 'core.user.config.user_status.unsuspended',
  'user.lifecycle.delete.initiated': 'core.user.config.user_status.delete.initiated',
  'user.lifecycle.delete.completed': 'core.user.config.user_status.delete.completed',
  'user.account.update_profile': 'core.user.config.profile_update.success',
  'user.account.update_password': 'core.user.config.password_update.success',
  'system.import.start': 'app.generic.import.started',
}

/** What follows the app's group push in the legacy name, word for word as in the new one. */
const GROUP_PUSH = 'application.provision.group_push.'

/** Null for an event that the System Log brought, or whose old name is not known. */
export function legacyEventType(eventType: string, failed: boolean): string | null {
  const known = LEGACY[eventType]
  if (typeof known === 'string') return known
  if (known !== undefined) return known[failed ? 1 : 0]
  if (eventType.startsWith('app.')) return eventType
  if (!eventType.startsWith(GROUP_PUSH)) return null
  return `app.user_management.grouppush.${eventType.slice(GROUP_PUSH.length)}`
}
