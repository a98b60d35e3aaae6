#pragma once

#include <cstddef>
#include <vector>

#include "engine/preferences/derivation.h"

/// @file
/// How the numbers of a coding came about: the intermediate values a reader needs to work them out
/// by hand. For the deterministic core; in a sampled coding the noise is not shown.

namespace dragoman {

/// Where an issue stands in a party's order of salience.
struct WeightTrace {
  int first_rank = 0;  ///< 1 is the most salient; 0 if the party never mentioned the issue.
  int last_rank = 0;   ///< Larger than first_rank if issues tie.
  int mentioned = 0;   ///< Issues the party mentioned.
  int silent = 0;      ///< Issues it never mentioned (dropped ones left out).
  double share = 1;    ///< Weight shared by the mentioned issues, or by the silent ones for those.
  double floor_sum = 1;  ///< Sum of the weights after the floor, by which they are divided.
};
WeightTrace TraceWeight(const Derivation& derivation, const Coding& coding, PartyIndex party,
                        IssueIndex issue);

/// Masses behind a party's manner of negotiating; c.1(8) and c.1(10).
struct StyleTrace {
  double all = 0;
  double threats = 0;
  double delay = 0;
  double urgency = 0;
};
StyleTrace TraceStyle(const Coding& coding, PartyIndex party);

/// Firmness before any adjustment: phi = (1 - hard) (1 - .5 (1 - soft)); c.1(9).
struct FirmnessTrace {
  double hard = 1;  ///< Product of 1 - e over demands, rejections and threats.
  double soft = 1;  ///< Product of 1 - e over concessions and accords.
};
FirmnessTrace TraceFirmness(const Coding& coding, PartyIndex party, IssueIndex issue);

/// The acts of `to` toward `from` behind from's trust in it; c.1(12).
struct TrustTrace {
  std::vector<std::size_t> acts;  ///< Indices into Coding::evidence.
  double sum_gq = 0;              ///< Sum of g q.
  double sum_q = 0;               ///< Sum of q.
};
TrustTrace TraceTrust(const Coding& coding, PartyIndex from, PartyIndex to);

/// Where a piece of evidence votes, if it takes a side: the position demanded, or the status quo
/// for a bare rejection; c.1(5). -1 if it takes none.
double VoteOf(const IssueSpace& space, const Coding& coding, const Evidence& evidence);

/// The strongest rejection by `party` at `option` or between it and the status quo, that is the
/// probability that the option is a red line; c.1(11), talks model S3. Rejections that a
/// precondition expresses (`carried`, by claim) make none.
double RejectionAt(const IssueSpace& space, const Coding& coding, PartyIndex party,
                   IssueIndex issue, OptionIndex option, const std::vector<bool>& carried);

}  // namespace dragoman
