#include "engine/bargaining/session.h"

#include "engine/core/assert.h"

namespace dragoman {
namespace {

constexpr std::uint64_t kDrawsPerSeating = std::uint64_t{1} << 32;  // See Seat::first_draw.

std::uint32_t AllIssues(const OutcomeSpace& space) {
  return static_cast<std::uint32_t>((std::uint64_t{1} << space.num_issues()) - 1);
}

}  // namespace

void Session::Prepare(const SessionRules& rules, std::span<const SessionParty> parties) {
  DRAGOMAN_ASSERT(rules.protocol != nullptr);
  DRAGOMAN_ASSERT(parties.size() >= 2 && parties.size() <= kMaxParties);
  rules_ = rules;
  parties_.assign(parties.begin(), parties.end());
  DRAGOMAN_ASSERT(rules.rounds >= 1);
  FillTickTimes(rules.time, rules.rounds, &times_);
  sources_.clear();
  appraisers_.clear();
  strategies_.clear();
  parts_.clear();
  for (const SessionParty& party : parties_) {
    DRAGOMAN_ASSERT(party.utility->space() == parties_[0].utility->space());
    sources_.push_back(party.index->MakeSource());
    appraisers_.emplace_back(party.utility);
    strategies_.push_back(party.strategy);
  }
  known_.clear();
  for (std::size_t k = 0; rules.common_knowledge && k < parties_.size(); ++k) {
    known_.push_back(
        {&appraisers_[k], parties_[k].utility->reservation_value(), sources_[k]->best_worth()});
  }
}

SessionResult Session::Run(const SessionRun& run) {
  run_ = run;
  first_draw_ = 0;
  for (std::size_t k = 0; k < parties_.size(); ++k) Begin(k, sources_[k].get());
  SittingTable table;
  table.seats = strategies_;
  table.times = times_;
  table.space = &parties_[0].utility->space();
  table.status_quo = rules_.status_quo;
  table.seat_maker = this;
  table.random = Random(run.seed, run.run);
  table.cancel = run.cancel;
  table.observer = run.observer;
  SessionResult result;
  result.sitting = rules_.protocol->Run(table);
  Finish(&result);
  return result;
}

void Session::Begin(std::size_t party, OfferSource* offers) {
  const SessionParty& own = parties_[party];
  Seat seat;
  seat.offers = offers;
  seat.best_worth = offers->best_worth();
  seat.reservation = own.utility->reservation_value();
  seat.concession_exponent = own.concession_exponent;
  seat.kept_share = own.kept_share;
  seat.appraiser = &appraisers_[party];
  seat.space = &own.utility->space();
  seat.utility = own.utility;
  seat.others = known_;
  seat.self = static_cast<int>(party);
  seat.num_parties = static_cast<int>(parties_.size());
  seat.random = Random(run_.seed, run_.run);
  seat.first_draw = first_draw_;
  own.strategy->Begin(seat);
}

void Session::Focus(std::uint32_t open, const Outcome& settled) {
  first_draw_ += kDrawsPerSeating;
  const std::uint32_t all = AllIssues(parties_[0].utility->space());
  for (std::size_t k = 0; k < parties_.size(); ++k) {
    const bool whole = (open & all) == all;
    Begin(k, whole ? sources_[k].get() : Restrict(k, OpenIssues{open, settled}));
  }
}

OfferSource* Session::Restrict(std::size_t party, const OpenIssues& open) {
  if (parts_.empty()) parts_.resize(parties_.size());
  Part& part = parts_[party];
  const UtilityFunction& utility = *parties_[party].utility;
  const double floor = parties_[party].index->floor();
  const HalvedSpace range(utility.space(), open);
  if (range.num_outcomes() <= kSortedByDefault ||
      (parties_[party].index->method() == IndexMethod::kSorted &&
       range.num_outcomes() <= kMaxSortedOutcomes)) {
    part.sorted.Build(utility, range, floor);
    if (part.sorted_source == nullptr) part.sorted_source = part.sorted.MakeSource();
    return part.sorted_source.get();
  }
  // Larger parts only exist of spaces that are split themselves, and halves of a part are no
  // larger.
  part.split_source.reset();
  auto split = MakeOfferIndex(utility, {floor, open, IndexMethod::kSplit, false}, "");
  DRAGOMAN_ASSERT(split.ok());
  part.split = std::move(*split);
  part.split_source = part.split->MakeSource();
  return part.split_source.get();
}

void Session::Finish(SessionResult* result) const {
  const SittingResult& sitting = result->sitting;
  const bool out_of_time = sitting.end == SittingEnd::kTimedOut;
  const int tick = out_of_time || sitting.tick < 1 ? rules_.rounds : sitting.tick;
  result->time = times_[static_cast<std::size_t>(tick - 1)];
  const double rounds_gone = out_of_time ? rules_.rounds : tick - 1;

  const std::uint32_t all = AllIssues(parties_[0].utility->space());
  const std::uint32_t left = all & ~sitting.settled;
  bool counts = sitting.agreed() && (left == 0 || rules_.status_quo != nullptr);
  Outcome outcome = sitting.agreement;
  if (counts && left != 0) {
    for (std::size_t i = 0; i < outcome.options.size(); ++i) {
      if (((left >> i) & 1U) != 0) outcome.options[i] = rules_.status_quo->options[i];
    }
  }
  for (const SessionParty& party : parties_) {
    const double u = counts ? party.utility->Evaluate(outcome) : party.utility->reservation_value();
    result->utilities.push_back(u);
    result->discounted.push_back(party.utility->Discounted(u, result->time, rounds_gone));
  }
}

}  // namespace dragoman
