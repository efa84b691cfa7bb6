import type { Localisation } from './errorSentences';

/** What a code of the API means for the user, and what to do next; undefined for codes without a known meaning. */
export function issueAdvice(l10n: Localisation, code: number | undefined): string | undefined {
  switch (code) {
    case 8013:
      return l10n.t(
        'The API does not accept this identifier. Check its type and value; a mobile number needs its country code.',
      );
    case 8015:
      return l10n.t(
        'No customer has this identifier. Check its value and type, and that the connection is the right one.',
      );
    case 8065:
      return l10n.t(
        'The customer is not known in this source. Try another source, or ALL, and check the account id.',
      );
    case 8069:
      return l10n.t(
        'This customer was merged into another one and can no longer be listed. Ask for the customer that it was merged into.',
      );
    case 8109:
      return l10n.t(
        'This customer was deleted after a request to erase personal data. There is nothing left to list.',
      );
    case 1625:
      return l10n.t(
        'The customer exists, but is not part of any customer hierarchy. Have it mapped in the hierarchy, or ask for another customer.',
      );
    case 1703:
      return l10n.t(
        'No company was named. Give the external id of the company as the identifier value.',
      );
    case 1704:
      return l10n.t('No company has this identifier. Check its external id.');
    case 1705:
      return l10n.t('The company is not active. Have it activated, or ask for another company.');
    case 1708:
      return l10n.t(
        'The API could not tell which company is meant. Ask by type externalId with the external id of the company.',
      );
    case 1609:
    case 1610:
    case 1615:
    case 1616:
      return l10n.t(
        'The hierarchy or its role code is not valid, or the hierarchy is not active. Check the hierarchy definition of the organisation.',
      );
    case 8003:
    case 8012:
      return l10n.t(
        'The API does not know this source. Choose one of the documented sources, such as INSTORE.',
      );
    case 8011:
      return l10n.t('The account id is not valid for this source. Check it, or leave it out.');
    case 8045:
      return l10n.t('This source has several accounts: give an account id.');
    case 403:
      return l10n.t('A required parameter is missing. Fill it in and run the request again.');
    case 461:
      return l10n.t('The search of the platform is busy. Try again in a while.');
    case 521:
      return l10n.t(
        'The platform is working on this customer at the moment. Try again in a while.',
      );
    case 1060:
      return l10n.t('More was asked for at once than the API allows. Ask for fewer rows (limit).');
    case 4001:
      return l10n.t('The platform could not check your permissions just now. Try again later.');
    default:
      return undefined;
  }
}
