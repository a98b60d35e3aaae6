#include "engine/bargaining/protocols/ballot.h"

namespace dragoman {

VoteEnd PutToVote(int proposer, const PoolOffer& offer, std::uint32_t bound,
                  const AssentRule& assent, Floor* floor) {
  const bool secret = floor->terms().ballot == Ballot::kSecret;
  std::uint32_t accepted = bound;
  int party = proposer < 0 ? 0 : proposer;
  for (int k = 0; k < floor->num_parties(); ++k, party = floor->Next(party)) {
    if (((bound >> party) & 1U) != 0) continue;
    Judgement reply;
    const Floor::Answer answer = floor->Ask(party, proposer, offer, &reply, secret);
    if (answer == Floor::Answer::kLeft) return VoteEnd::kOver;
    if (answer == Floor::Answer::kYes) accepted |= std::uint32_t{1} << party;
  }
  for (int p = 0; secret && p < floor->num_parties(); ++p) {
    if (((bound >> p) & 1U) == 0) floor->TellReply(p, ((accepted >> p) & 1U) != 0);
  }
  return assent.MetBy(accepted) ? VoteEnd::kCarried : VoteEnd::kLost;
}

}  // namespace dragoman
