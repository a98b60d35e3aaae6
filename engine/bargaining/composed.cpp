#include "engine/bargaining/composed.h"

#include <algorithm>
#include <utility>

#include "engine/bargaining/offering.h"

namespace dragoman {

ComposedStrategy::ComposedStrategy(std::unique_ptr<Strategy> offering,
                                   std::unique_ptr<Acceptance> acceptance)
    : offering_(std::move(offering)), acceptance_(std::move(acceptance)) {
  DRAGOMAN_ASSERT(offering_ != nullptr && acceptance_ != nullptr);
}

void ComposedStrategy::Begin(const Seat& seat) {
  scale_ = ScaleOf(seat);
  reservation_ = seat.reservation;
  last_tabled_ = std::numeric_limits<double>::infinity();
  lowest_tabled_ = std::numeric_limits<double>::infinity();
  offering_->Begin(seat);
  acceptance_->Begin(seat);
}

const PoolOffer* ComposedStrategy::Propose(const Clock& clock) {
  const PoolOffer* offer = offering_->Propose(clock);
  if (offer != nullptr) {
    last_tabled_ = offer->worth;
    lowest_tabled_ = std::min(lowest_tabled_, offer->worth);
  }
  return offer;
}

Judgement ComposedStrategy::Judge(const Offer& offer, const Clock& clock) {
  Judgement judgement = offering_->Judge(offer, clock);
  const Appraisal& seen = judgement.appraisal;
  AcceptanceQuestion question;
  question.clock = clock;
  question.scale = scale_;
  question.worth = seen.worth;
  question.aspiration = offering_->Aspiration(clock);
  question.next = offering_->Next(clock);
  question.last_tabled = last_tabled_;
  question.lowest_tabled = lowest_tabled_;
  judgement.needed = std::max({acceptance_->Needed(question), seen.margin, reservation_});
  judgement.refusal = RefusalFor(seen, judgement.needed, reservation_);
  if (judgement.refusal == Refusal::kNone) judgement.leaves = false;
  return judgement;
}

Diagnostics ComposedStrategy::Check(const OutcomeSpace& space, std::string_view path) const {
  Diagnostics problems = offering_->Check(space, path);
  for (Diagnostic& problem : acceptance_->Check(path)) problems.push_back(std::move(problem));
  return problems;
}

}  // namespace dragoman
