#include "tests/support/label_swap.h"

#include <algorithm>

#include "engine/core/partial_visitor.h"

namespace dragoman::testing_support {
namespace {

/// Visits every field; does something to texts and to lists of numbers only.
class TextWalker : public PartialVisitor {
 public:
  void VisitText(const Field&, std::string* value) override { Change(value); }
  void VisitTexts(const Field&, std::vector<std::string>* values) override {
    for (std::string& value : *values) Change(&value);
  }
  void VisitNamedNumbers(const Field&, Named<double>* values) override { ChangeKeys(values); }
  void VisitNamedDistributions(const Field&, Named<Distribution>* values) override {
    ChangeKeys(values);
  }
  void VisitNamedTexts(const Field&, Named<std::vector<std::string>>* values) override {
    ChangeKeys(values);
  }
  void VisitObject(const Field&, ObjectRef object) override { object.visit(object.object, this); }
  void VisitList(const Field&, ListRef list) override {
    for (std::size_t k = 0; k < list.size(list.list); ++k) {
      const ObjectRef item = list.at(list.list, k);
      item.visit(item.object, this);
    }
  }

 protected:
  virtual void Change(std::string* text) = 0;

 private:
  template <class T>
  void ChangeKeys(Named<T>* values) {
    for (auto& [key, value] : *values) Change(&key);
  }
};

class Swapper final : public TextWalker {
 public:
  Swapper(const std::string& a, const std::string& b) : a_(a), b_(b) {}

 private:
  void Change(std::string* text) override {
    if (*text == a_) {
      *text = b_;
    } else if (*text == b_) {
      *text = a_;
    }
  }
  const std::string& a_;
  const std::string& b_;
};

/// Numbers listed option by option follow the options.
class StrengthReverser final : public TextWalker {
 public:
  void VisitNumbers(const Field& field, std::vector<double>* values) override {
    if (field.name == "monitoring_strength") std::reverse(values->begin(), values->end());
  }

 private:
  void Change(std::string*) override {}
};

}  // namespace

Scenario SwapLabels(const Scenario& scenario, const std::string& a, const std::string& b) {
  Scenario swapped = scenario;
  std::vector<std::string> streams;
  for (const PartySpec& party : scenario.parties) {
    streams.push_back(party.stream.empty() ? party.id : party.stream);
  }
  Swapper swapper(a, b);
  swapped.Serialize(&swapper);
  for (std::size_t k = 0; k < streams.size(); ++k) swapped.parties[k].stream = streams[k];
  return swapped;
}

void ReverseOptions(Scenario* scenario) {
  for (IssueSpec& issue : scenario->issues) {
    const std::size_t count = issue.options.size();
    for (std::size_t o = 0; o < count; ++o) {
      // Options without positions are evenly spaced; written out, they keep the same numbers.
      const double even = 100.0 * static_cast<double>(o) / static_cast<double>(count - 1);
      issue.options[o].position = issue.options[o].position.value_or(even);
    }
    std::reverse(issue.options.begin(), issue.options.end());
  }
  StrengthReverser reverser;
  scenario->Serialize(&reverser);
}

void ReverseParties(Scenario* scenario) {
  std::reverse(scenario->parties.begin(), scenario->parties.end());
}

std::pair<std::string, std::string> PrincipalIds(const Scenario& scenario) {
  std::vector<std::string> ids;
  for (const PartySpec& party : scenario.parties) {
    if (party.role == PartyRole::kPrincipal) ids.push_back(party.id);
  }
  return {ids[0], ids[1]};
}

}  // namespace dragoman::testing_support
