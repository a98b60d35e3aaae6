#include <array>
#include <cstdint>

#include "engine/bargaining/registry.h"
#include "engine/bargaining/strategies/time_dependent.h"
#include "engine/core/portable_math.h"

namespace dragoman {
namespace {

/// Concedes as a resource runs out: alpha = k + (1 - k) e^(-scale * resource).
///
/// The resource is the time that is left, as a share of the deadline, or how fresh the threads are:
/// N^2 / (sum of their lengths), with N other parties and as many offers heard and made as the
/// lengths say; many others make it patient, long talks impatient.
///
/// Source: Faratin, Sierra & Jennings (1998), section 4.2; `scale` is ours (theirs is 1, in units
/// of their clock).
class ResourceDependent final : public OfferingStrategy {
 public:
  void Hear(int, const Offer&, const Clock&) override { ++exchanged_; }

  void Serialize(FieldVisitor* v) override {
    v->Visit({.name = "resource", .doc = "what runs out: the time left, or the threads' freshness"},
             &resource_, kResources);
    v->Visit({.name = "scale",
              .doc = "units of the resource that make it e times more patient",
              .range = {.min = 0, .min_open = true}},
             &scale_factor_);
    v->Visit({.name = "initial",
              .doc = "share of the range conceded at once (kappa)",
              .range = kUnitInterval,
              .source = "Faratin, Sierra & Jennings (1998), section 4.2"},
             &initial_);
    v->Visit({.name = "kept", .doc = "share of the range never conceded", .range = kUnitInterval},
             &kept_);
  }

 protected:
  void DoBegin() override { exchanged_ = 0; }

  double Target(const Clock& clock) override {
    const double conceded = initial_ + (1 - initial_) * portable::Exp(-scale_factor_ * Left(clock));
    return scale().Worth(1 - (1 - kept_) * conceded);
  }

  const PoolOffer* Plan(const Clock& clock) override {
    constexpr double kNoLimit = std::numeric_limits<double>::infinity();
    return CheapestSignable(seat().offers, Aspiration(clock), kNoLimit, room()) ? room() : nullptr;
  }

  void DoTabled(const PoolOffer&, const Clock&) override { ++exchanged_; }

 private:
  enum class Resource : unsigned char { kTime, kThreads };
  static constexpr std::array<std::string_view, 2> kResources = {"time", "threads"};

  double Left(const Clock& clock) const {
    if (resource_ == Resource::kTime) return clock.time < 1 ? 1 - clock.time : 0;
    const double others = seat().num_parties - 1;
    constexpr double kUntouched = 1e6;
    return exchanged_ == 0 ? kUntouched : others * others / static_cast<double>(exchanged_);
  }

  Resource resource_ = Resource::kTime;
  double scale_factor_ = 5;
  double initial_ = 0;
  double kept_ = 0;
  std::uint64_t exchanged_ = 0;  ///< Offers heard and made: the lengths of all threads together.
};

const RegisterStrategy<ResourceDependent> kRegisteredResourceDependent{{
    .name = "resource_dependent",
    .summary = "Concedes as a resource runs out: time, or the freshness of the talks.",
    .formula = "A = r + (G - r)(1 - (1 - kept)(k + (1 - k) e^(-scale R))); R = 1 - t, or "
               "N^2 / (offers exchanged) with N other parties",
    .source = "Faratin, Sierra & Jennings (1998), section 4.2",
}};

}  // namespace
}  // namespace dragoman
