#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/bargaining/acceptance.h"
#include "engine/core/fields.h"

namespace dragoman {

/// Base of conditions made of conditions. Parts are texts (MakeAcceptance), made anew only when the
/// texts have changed; those that cannot be read are left out, and Check says so.
class AcceptanceOfParts : public Acceptance {
 public:
  void Begin(const Seat& seat) override {
    if (made_from_ != of_) Make();
    for (const auto& part : parts_) part->Begin(seat);
  }

  void Serialize(FieldVisitor* v) override {
    v->Visit({.name = "of", .doc = "the conditions, e.g. [ac_next, ac_time(t=0.95)]"}, &of_);
  }

  Diagnostics Check(std::string_view path) const override {
    Diagnostics problems;
    if (of_.empty()) problems.push_back({std::string(path), "'of' names no condition", ""});
    for (const std::string& text : of_) {
      const auto part = MakeAcceptance(text, path);
      problems.insert(problems.end(), part.problems().begin(), part.problems().end());
    }
    return problems;
  }

 protected:
  const std::vector<std::unique_ptr<Acceptance>>& parts() const { return parts_; }

 private:
  void Make() {
    made_from_ = of_;
    parts_.clear();
    for (const std::string& text : of_) {
      auto part = MakeAcceptance(text, "of");
      if (part.ok()) parts_.push_back(std::move(*part));
    }
  }

  std::vector<std::string> of_ = {"ac_next"};
  std::vector<std::string> made_from_;
  std::vector<std::unique_ptr<Acceptance>> parts_;
};

}  // namespace dragoman
