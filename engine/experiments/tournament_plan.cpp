#include "engine/experiments/tournament_plan.h"

#include <algorithm>
#include <utility>

#include "engine/core/assert.h"
#include "engine/core/text.h"
#include "engine/experiments/tournament_config.h"

namespace dragoman {
namespace {

constexpr std::uint64_t kSaturated = std::uint64_t{1} << 63U;

std::uint64_t SaturatingProduct(std::uint64_t a, std::uint64_t b) {
  return b != 0 && a > kSaturated / b ? kSaturated : std::min(kSaturated, a * b);
}

bool AllDistinct(std::vector<std::size_t> seated) {
  std::sort(seated.begin(), seated.end());
  return std::adjacent_find(seated.begin(), seated.end()) == seated.end();
}

}  // namespace

TournamentPlan::TournamentPlan(std::vector<DomainSeats> domains,
                               std::vector<std::string> strategies, int repetitions, bool self_play)
    : domains_(std::move(domains)),
      strategies_(std::move(strategies)),
      repetitions_(repetitions),
      self_play_(self_play) {
  std::vector<std::size_t> classes;
  for (const DomainSeats& domain : domains_) {
    most_seats_ = std::max(most_seats_, domain.seats);
    const auto known = std::find(classes.begin(), classes.end(), domain.seats);
    seats_class_.push_back(static_cast<std::size_t>(known - classes.begin()));
    if (known == classes.end()) classes.push_back(domain.seats);
  }
  std::uint64_t tuples = 0;
  for (const std::size_t seats : classes) {
    std::uint64_t all = 1;
    for (std::size_t s = 0; s < seats; ++s) all = SaturatingProduct(all, strategies_.size());
    tuples = std::max(tuples, all);
  }
  // Too many to list: the caller refuses such a plan by its size.
  if (tuples > kMaxNegotiations) {
    size_ = kSaturated;
    return;
  }
  for (const std::size_t seats : classes) {
    std::vector<std::size_t>& played = played_.emplace_back();
    for (std::size_t k = 0; k < NumTuples(seats); ++k) {
      if (self_play_ || AllDistinct(Seated(k, seats))) played.push_back(k);
    }
  }
  for (std::size_t d = 0; d < domains_.size(); ++d) {
    first_.push_back(size_);
    size_ += SaturatingProduct(line_ups(d).size(), static_cast<std::uint64_t>(repetitions_));
    size_ = std::min(size_, kSaturated);
  }
}

std::size_t TournamentPlan::NumTuples(std::size_t seats) const {
  std::size_t tuples = 1;
  for (std::size_t s = 0; s < seats; ++s) tuples *= strategies_.size();
  return tuples;
}

std::vector<std::size_t> TournamentPlan::Seated(std::size_t line_up, std::size_t seats) const {
  std::vector<std::size_t> seated(seats);
  for (std::size_t s = seats; s-- > 0;) {
    seated[s] = line_up % strategies_.size();
    line_up /= strategies_.size();
  }
  return seated;
}

TournamentPlan::Negotiation TournamentPlan::At(std::uint64_t k) const {
  DRAGOMAN_ASSERT(k < size_ && size_ < kSaturated);
  Negotiation one;
  const auto after = std::upper_bound(first_.begin(), first_.end(), k);
  one.domain = static_cast<std::size_t>(after - first_.begin()) - 1;
  // A domain without line-ups begins where the next one does and is never the last one below k.
  const std::uint64_t within = k - first_[one.domain];
  const auto repetitions = static_cast<std::uint64_t>(repetitions_);
  one.line_up = line_ups(one.domain)[static_cast<std::size_t>(within / repetitions)];
  one.seated = Seated(one.line_up, domains_[one.domain].seats);
  one.repetition = static_cast<int>(within % repetitions);
  return one;
}

std::uint64_t TournamentPlan::RunOf(const Negotiation& negotiation) const {
  std::string key = domains_[negotiation.domain].id;
  for (const std::size_t strategy : negotiation.seated) key += "\n" + strategies_[strategy];
  return HashBytes(key + "\n" + std::to_string(negotiation.repetition));
}

}  // namespace dragoman
